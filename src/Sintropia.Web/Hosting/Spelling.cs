using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sintropia.Web.Hosting;

/// <summary>How the API spells JSON: keys in lower snake case, as `run.json` does; '&lt;' and '&gt;' escaped, so that no answer can be read as HTML.</summary>
internal static class Spelling
{
    public static JsonSerializerOptions Json { get; } = Of(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Of(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Default; // the usual one of web servers leaves markup as it is
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null; // names of conditions and files stay as they are
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt key is told, not passed over
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }
}
