using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Writing;

/// <summary>Cases of fixtures for programs: one JSON object a line, with <c>folder</c>, <c>kind</c>, <c>case</c> and <c>verdict</c> (<c>pass</c>, <c>fail</c>, <c>not_yet</c> or <c>unknown</c>) first.</summary>
public static class FixtureJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One case, without a line end. An error that is not finite is written as a text.</summary>
    public static string Line(FixtureCase judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("folder", judged.Folder);
            json.WriteString("kind", judged.Kind);
            json.WriteString("case", judged.Name);
            json.WriteString("verdict", judged.Verdict switch { FixtureVerdict.Pass => "pass", FixtureVerdict.Fail => "fail", FixtureVerdict.NotYet => "not_yet", _ => "unknown" });
            if (judged.Operation.Length > 0) json.WriteString("operation", judged.Operation);
            if (judged.Reason.Length > 0) json.WriteString("reason", judged.Reason);
            json.WriteStartArray("tensors");
            foreach (var tensor in judged.Tensors) Tensor(json, tensor);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Tensor(Utf8JsonWriter json, TensorAgreement tensor)
    {
        json.WriteStartObject();
        json.WriteString("name", tensor.Name);
        if (double.IsFinite(tensor.Error)) json.WriteNumber("error", tensor.Error);
        else json.WriteString("error", "Infinity");
        json.WriteNumber("allowed", tensor.Allowed);
        json.WriteNumber("reference_float32", tensor.Reference);
        json.WriteString("verdict", tensor.Agrees ? "pass" : "fail");
        if (tensor.Problem is { } problem) json.WriteString("problem", problem);
        json.WriteEndObject();
    }
}
