using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sintropia.Scenarios.Tests.Format;

/// <summary>As much of JSON Schema as the scenario schema uses; a keyword that it does not know fails the test.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    /// <summary>What does not fit, as "path: why".</summary>
    public IEnumerable<string> Errors(JsonNode? value) => Errors(root, value, "$");

    public IEnumerable<string> Errors(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema)
        foreach (var error in Keyword(schema, keyword, rule!, value, path))
            yield return error;
    }

    private IEnumerable<string> Keyword(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description" or "examples" or "$defs": return [];
            case "$ref": return Errors((JsonObject)root["$defs"]![((string)rule!)["#/$defs/".Length..]]!, value, path);
            case "type": return (rule is JsonArray types ? types.Select(t => (string)t!) : [(string)rule!]).Any(t => Is(t, value)) ? [] : [$"{path}: {value?.ToJsonString() ?? "null"} is no {rule}"];
            case "enum": return ((JsonArray)rule).Any(o => JsonNode.DeepEquals(o, value)) ? [] : [$"{path}: {value?.ToJsonString()} is not one of {rule}"];
            case "pattern": return value is JsonValue text && text.TryGetValue<string>(out var s) && !Regex.IsMatch(s, (string)rule!) ? [$"{path}: '{s}' is not like {rule}"] : [];
            case "required": return value is JsonObject o1 ? ((JsonArray)rule).Where(k => !o1.ContainsKey((string)k!)).Select(k => $"{path}: '{k}' is missing") : [];
            case "properties": return value is JsonObject o2 ? ((JsonObject)rule).Where(p => o2.ContainsKey(p.Key)).SelectMany(p => Errors((JsonObject)p.Value!, o2[p.Key], $"{path}.{p.Key}")) : [];
            case "additionalProperties": return value is JsonObject o3 ? Additional(schema, rule, o3, path) : [];
            case "propertyNames": return value is JsonObject o4 ? o4.SelectMany(p => Errors((JsonObject)rule, JsonValue.Create(p.Key), $"{path}.{p.Key}")) : [];
            case "items": return value is JsonArray list ? list.SelectMany((item, i) => Errors((JsonObject)rule, item, $"{path}[{i}]")) : [];
            case "anyOf": return ((JsonArray)rule).Any(r => !Errors((JsonObject)r!, value, path).Any()) ? [] : ((JsonArray)rule).SelectMany(r => Errors((JsonObject)r!, value, path));
            case "oneOf": return ((JsonArray)rule).Count(r => !Errors((JsonObject)r!, value, path).Any()) == 1 ? [] : [$"{path}: not exactly one of {rule.ToJsonString()}"];
            case "minimum": return Number(value) < (double)rule ? [$"{path}: below {rule}"] : [];
            case "maximum": return Number(value) > (double)rule ? [$"{path}: above {rule}"] : [];
            case "exclusiveMinimum": return Number(value) <= (double)rule ? [$"{path}: not above {rule}"] : [];
            case "exclusiveMaximum": return Number(value) >= (double)rule ? [$"{path}: not below {rule}"] : [];
            default: return [$"{path}: the keyword {keyword} is not known to this check"];
        }
    }

    private IEnumerable<string> Additional(JsonObject schema, JsonNode rule, JsonObject value, string path)
    {
        var others = value.Where(p => (schema["properties"] as JsonObject)?.ContainsKey(p.Key) != true);
        return rule is JsonObject sub ? others.SelectMany(p => Errors(sub, p.Value, $"{path}.{p.Key}")) : others.Select(p => $"{path}: '{p.Key}' is unknown");
    }

    private static double Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : double.NaN;

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Number(value) == Math.Floor(Number(value)),
        _ => false,
    };
}
