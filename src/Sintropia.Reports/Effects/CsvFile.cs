using System.Globalization;

namespace Sintropia.Reports.Effects;

/// <summary>Writes a table under a temporary name first, so that a reader never sees half of it.</summary>
internal static class CsvFile
{
    /// <summary>Numbers in full, infinities as inf, what does not exist as an empty field.</summary>
    public static void Write(string path, IReadOnlyList<string> header, IEnumerable<object?[]> rows) => Renamed(path, writer =>
    {
        writer.Write(string.Join(',', header.Select(Quoted)) + "\n");
        foreach (var row in rows) writer.Write(string.Join(',', row.Select(Field)) + "\n");
    });

    /// <summary>Writes any text so.</summary>
    public static void Renamed(string path, Action<TextWriter> write)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false)) write(writer);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        double number => double.IsNaN(number) ? "" : double.IsPositiveInfinity(number) ? "inf" : double.IsNegativeInfinity(number) ? "-inf" : number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
