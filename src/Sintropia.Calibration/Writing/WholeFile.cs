using System.Globalization;
using System.Text;

namespace Sintropia.Calibration.Writing;

/// <summary>Writes files whole: under a temporary name, then renamed, so that no half of one is ever there.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text.</summary>
    public static void Write(string path, string text)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, text, new UTF8Encoding(false));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Writes a table; numbers to all digits, what is not a number as nothing.</summary>
    /// <param name="path">The file; tabs separate fields of .tsv, commas those of others.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Rows.</param>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var separator = path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        var text = new StringBuilder();
        text.AppendJoin(separator, columns).Append('\n');
        foreach (var row in rows) text.AppendJoin(separator, row.Select(v => Field(v, separator))).Append('\n');
        Write(path, text.ToString());
    }

    private static string Field(object? value, char separator) => value switch
    {
        null => "",
        double number when double.IsNaN(number) => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ when value.ToString() is { } text && (text.Contains(separator) || text.Contains('"') || text.Contains('\n')) => $"\"{text.Replace("\"", "\"\"")}\"",
        _ => value.ToString() ?? "",
    };
}
