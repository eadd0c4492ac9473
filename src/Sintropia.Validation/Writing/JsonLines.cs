using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Writing;

/// <summary>Rows for programs: one JSON object a line, with <c>name</c>, <c>expected</c>, <c>obtained</c>, <c>tolerance</c> and <c>verdict</c> (<c>pass</c> or <c>fail</c>) first.</summary>
public static class JsonLines
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One row, without a line end. A number that is not finite is written as a text.</summary>
    public static string Row(VerificationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            Reading(json, "expected", row.Expected);
            Reading(json, "obtained", row.Obtained);
            Reading(json, "tolerance", row.Tolerance);
            json.WriteString("verdict", row.Verdict == Verdict.Pass ? "pass" : "fail");
            json.WriteString("group", row.Group);
            json.WriteString("what", row.What);
            if (row.StandardError is { } error) Reading(json, "standard_error", error);
            json.WriteString("basis", row.Basis);
            json.WriteString("source", row.Source);
            json.WriteString("wrong_law", row.WrongLaw);
            json.WriteNumber("seed", row.Seed);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>All rows.</summary>
    public static void Write(IEnumerable<VerificationRow> rows, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var row in rows) writer.WriteLine(Row(row));
    }

    private static void Reading(Utf8JsonWriter json, string name, Reading reading)
    {
        if (reading.Number is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, reading.ToString());
    }
}
