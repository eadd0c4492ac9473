using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sintropia.Scenarios.Presets;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Format;

/// <summary>Writes the format as a JSON Schema, from the same tables that the parser reads by.</summary>
public static class ScenarioSchema
{
    private const string NamePattern = @"^[\p{L}\p{N}]([\p{L}\p{N} _.+-]{0,62}[\p{L}\p{N}_+-])?$";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, draft 2020-12, as text that ends in a line feed.</summary>
    public static string Text
    {
        get
        {
            var root = ScenarioFormat.Tables[0];
            var schema = new JsonObject
            {
                ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
                ["title"] = "Sintropia scenario",
            };
            foreach (var (key, value) in Section(root)) schema[key] = value?.DeepClone();
            schema["$defs"] = new JsonObject(ScenarioFormat.Tables.Skip(1).Select(t => KeyValuePair.Create(t.Name, (JsonNode?)Section(t))));
            return schema.ToJsonString(Written) + "\n";
        }
    }

    private static JsonObject Section(KeyTable table)
    {
        var section = new JsonObject
        {
            ["type"] = "object",
            ["description"] = table.Description,
            ["properties"] = new JsonObject(table.Keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Property(table, k)))),
            ["additionalProperties"] = false,
        };
        if (table.Keys.Any(k => k.Required)) section["required"] = Words(table.Keys.Where(k => k.Required).Select(k => k.Name));
        if (table.OneOf.Count > 0) section["oneOf"] = new JsonArray([.. table.OneOf.Select(k => new JsonObject { ["required"] = Words([k]) })]);
        return section;
    }

    private static JsonObject Property(KeyTable table, Key key)
    {
        var schema = key is { Name: "preset" } && table.Name != "tissue" ? Any(new() { ["enum"] = Words(PresetLibrary.Names(table.Name == "cell_type" ? PresetKind.CellType : PresetKind.Compound)) }, new() { ["type"] = "string", ["pattern"] = @"\.ya?ml$" })
            : key is { Name: "preset" } ? new() { ["enum"] = Words(PresetLibrary.Names(PresetKind.Tissue)) } : Of(key.Form, table.Citable);
        var described = new JsonObject { ["description"] = key.Description };
        foreach (var (name, value) in schema) described[name] = value?.DeepClone();
        described["examples"] = new JsonArray(Example(key));
        return described;
    }

    private static JsonObject Of(Form form, bool citable) => form switch
    {
        QuantityForm quantity when citable => Any(Quantity(quantity), Section("citation")),
        QuantityForm quantity => Quantity(quantity),
        DoseForm dose => Any(Quantity(dose.Level), new() { ["type"] = "string", ["pattern"] = $"^{Pattern(DoseText.Amounts, true)} {DoseText.Routes.Replace("TIME", Pattern([Dimension.Time], true))}$" }),
        SeedForm => Any(new() { ["type"] = "integer", ["minimum"] = 0 }, new() { ["type"] = "string", ["pattern"] = @"^\d[\d_]*$" }),
        TextForm => new() { ["type"] = Words(["string", "number", "boolean"]) },
        NameForm => new() { ["type"] = Words(["string", "number"]), ["pattern"] = NamePattern },
        FlagForm => new() { ["type"] = "boolean" },
        ChoiceForm choice => new() { ["enum"] = Words(choice.Options) },
        ChoiceOrFileForm choice => Any(new() { ["enum"] = Words(choice.Options) }, new() { ["type"] = "string", ["pattern"] = $"{System.Text.RegularExpressions.Regex.Escape(choice.Ending)}$" }),
        EveryForm => new() { ["type"] = "string", ["pattern"] = $"^(every )?{Pattern([Dimension.Time], false)}$" },
        TicksForm => new() { ["type"] = "string", ["pattern"] = $@"^(every )?(\d+ ticks?|{Pattern([Dimension.Time], false)})$" },
        RampForm => new() { ["type"] = "string", ["pattern"] = $"^(linear |exponential )?over {Pattern([Dimension.Time], false)}$" },
        SectionForm section => Section(section.Table),
        NamedForm { Names: null } named => new() { ["type"] = Words(["object", "null"]), ["propertyNames"] = new JsonObject { ["pattern"] = NamePattern }, ["additionalProperties"] = Nullable(named.Value, citable) },
        NamedForm named => new() { ["type"] = "object", ["propertyNames"] = new JsonObject { ["enum"] = Words(named.Names!) }, ["additionalProperties"] = Of(named.Value, citable) },
        ListForm { OrOne: true } list => Any(Of(list.Item, citable), List(list, citable)),
        ListForm list => List(list, citable),
        EitherForm either when citable && either.Value is QuantityForm => Any(Of(either.Value, false), Section(either.Section.Table), Section("citation")),
        EitherForm either => Any(Of(either.Value, false), Section(either.Section.Table)),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "A form without a schema. Say here what it may look like."),
    };

    // A name with an empty list, 'control:', reads as an empty list.
    private static JsonObject Nullable(Form form, bool citable) => form is ListForm ? Any(Of(form, citable), new() { ["type"] = "null" }) : Of(form, citable);

    private static JsonObject List(ListForm list, bool citable) => new() { ["type"] = "array", ["items"] = Of(list.Item, citable) };

    private static JsonObject Quantity(QuantityForm form)
    {
        var text = new JsonObject { ["type"] = "string", ["pattern"] = $"^{Pattern(form.Dimensions, form.Least >= 0)}$" };
        if (!IsPlain(form.Dimensions)) return text;
        var number = new JsonObject { ["type"] = form.Whole ? "integer" : "number" };
        if (double.IsFinite(form.Least)) number[form.Above ? "exclusiveMinimum" : "minimum"] = form.Least;
        if (double.IsFinite(form.Most)) number[form.Below ? "exclusiveMaximum" : "maximum"] = form.Most;
        return Any(number, text);
    }

    private static string Pattern(IReadOnlyList<Dimension> dimensions, bool positive)
    {
        var units = dimensions.SelectMany(Units.Spellings).Where(u => u.Length > 0).Select(Escaped).ToArray();
        var plain = IsPlain(dimensions);
        var number = $@"{(positive ? @"\+?" : "[+-]?")}(\d{{1,3}}(,\d{{3}})+(\.\d*)?|\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?";
        return units.Length == 0 ? number : $"{number}{(plain ? $@"(\s*({string.Join('|', units)}))?" : $@"\s*({string.Join('|', units)})")}";
    }

    private static string Escaped(string unit) => Regex.Replace(unit, @"[/^.+*?()\[\]{}|$\\]", m => m.Value == "/" ? "/" : "\\" + m.Value);

    /// <summary>Whether a number may stand without a unit.</summary>
    private static bool IsPlain(IReadOnlyList<Dimension> dimensions) => dimensions.Contains(Dimension.Number) || dimensions[0] == Dimension.Fraction;

    private static JsonNode? Example(Key key) => Json(YamlTree.Parse(key.Example, "example", []));

    /// <summary>YAML as an editor sees it: plain numbers, true and false are not text.</summary>
    internal static JsonNode? Json(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Json(e.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNothing: true } => null,
        ScalarNode { Quoted: false, Text: "true" or "false" } flag => flag.Text == "true",
        ScalarNode { Quoted: false } scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        ScalarNode scalar => scalar.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "A node of no known kind."),
    };

    private static JsonObject Any(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray(schemas) };

    private static JsonObject Section(string table) => new() { ["$ref"] = $"#/$defs/{table}" };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);
}
