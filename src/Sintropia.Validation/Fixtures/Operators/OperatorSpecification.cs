using System.Globalization;
using System.Text.Json;

namespace Sintropia.Validation.Fixtures.Operators;

/// <summary>What config.json says of one case.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Operator">What is applied.</param>
/// <param name="Inputs">Names of its inputs.</param>
/// <param name="Outputs">Names of its outputs.</param>
/// <param name="Gradients">Names of gradients by input.</param>
/// <param name="Upstream">Names of the gradients with respect to outputs, by output.</param>
internal sealed record OperatorSpecification(
    string Name, string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, string> Gradients, IReadOnlyDictionary<string, string> Upstream)
{
    /// <summary>Attributes that are numbers, true as 1 and false as 0. Those in objects are called outer.inner.</summary>
    public Dictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Attributes that are text.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Attributes that are lists of numbers.</summary>
    public Dictionary<string, IReadOnlyList<double>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>The cases of a folder.</summary>
    /// <exception cref="FixtureException">config.json holds none, or one that is not understood.</exception>
    public static IReadOnlyList<OperatorSpecification> Read(FixtureFolder folder)
    {
        using var config = folder.Json("config.json");
        try
        {
            return [.. config.RootElement.GetProperty("cases").EnumerateArray().Select(Of)];
        }
        catch (Exception odd) when (odd is KeyNotFoundException or InvalidOperationException)
        {
            throw new FixtureException($"{folder.File("config.json")}: its cases are not laid out as name, op, attrs, inputs, outputs, grads, upstream. {odd.Message}", odd);
        }
    }

    private static OperatorSpecification Of(JsonElement json)
    {
        var specification = new OperatorSpecification(json.GetProperty("name").GetString()!, json.GetProperty("op").GetString()!, Keys(json, "inputs"), Keys(json, "outputs"), Pairs(json, "grads"), Pairs(json, "upstream"));
        if (json.TryGetProperty("attrs", out var attributes)) specification.Add(attributes, "");
        return specification;
    }

    private static string[] Keys(JsonElement json, string name) => json.TryGetProperty(name, out var found) ? [.. found.EnumerateObject().Select(p => p.Name)] : [];

    private static Dictionary<string, string> Pairs(JsonElement json, string name) => json.TryGetProperty(name, out var found) ? found.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!) : [];

    private void Add(JsonElement attributes, string outer)
    {
        foreach (var attribute in attributes.EnumerateObject())
        {
            var (name, value) = (outer + attribute.Name, attribute.Value);
            switch (value.ValueKind)
            {
                case JsonValueKind.Number: Numbers[name] = value.GetDouble(); break;
                case JsonValueKind.True: Numbers[name] = 1; break;
                case JsonValueKind.False: Numbers[name] = 0; break;
                case JsonValueKind.Object: Add(value, name + "."); break;
                case JsonValueKind.Array when value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number): Lists[name] = [.. value.EnumerateArray().Select(e => e.GetDouble())]; break;
                case JsonValueKind.String: Text(name, value.GetString()!); break;
            }
        }
    }

    // Norms of order 2, 1 and infinity are written as text.
    private void Text(string name, string text)
    {
        Texts[name] = text;
        if (text == "inf") Numbers[name] = double.PositiveInfinity;
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) Numbers[name] = number;
    }
}
