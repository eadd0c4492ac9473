using System.Text;

namespace Sintropia.Runs.Results;

/// <summary>Reads the tables that <see cref="TableFile"/> writes, row by row.</summary>
public static class CsvRows
{
    /// <summary>The rows after the header, as fields.</summary>
    /// <exception cref="InvalidDataException">A row has another number of fields than the header, or a quote is not closed.</exception>
    public static IEnumerable<string[]> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        foreach (var row in Read(reader, path)) yield return row;
    }

    /// <summary>The rows after the header, as fields.</summary>
    /// <param name="reader">The table.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">A row has another number of fields than the header, or a quote is not closed.</exception>
    public static IEnumerable<string[]> Read(TextReader reader, string path)
    {
        if (reader.ReadLine() is not { } header) yield break;
        var columns = header.Split(',').Length;
        var line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            var fields = Fields(text, path, line);
            if (fields.Length != columns) throw new InvalidDataException($"{path}, line {line}: {fields.Length} fields where the header names {columns}. The file was changed or cut; run the scenario anew.");
            yield return fields;
        }
    }

    /// <summary>The fields of one row.</summary>
    /// <param name="text">The row.</param>
    /// <param name="path">What to call its file in messages.</param>
    /// <param name="line">Its line.</param>
    /// <exception cref="InvalidDataException">A quote is not closed.</exception>
    public static string[] Fields(string text, string path, int line) => text.Contains('"', StringComparison.Ordinal) ? Quoted(text, path, line) : text.Split(',');

    private static string[] Quoted(string text, string path, int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (inside && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else inside = !inside;
            }
            else if (text[i] == ',' && !inside)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(text[i]);
        }

        if (inside) throw new InvalidDataException($"{path}, line {line}: a quote is not closed.");
        return [.. fields, field.ToString()];
    }
}
