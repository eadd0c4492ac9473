using System.Globalization;
using System.Text;

namespace Sintropia.Reports.Reading;

/// <summary>Reads a tidy CSV line by line. A run may have been killed while it wrote, so a line that cannot be read is left out and counted, never fatal.</summary>
internal static class TidyTable
{
    private const int MostNames = 4096;

    /// <summary>Calls <paramref name="take"/> for each line. False where the file is absent, or lacks a column.</summary>
    public static bool Read(string directory, string file, string[] numbers, string[] texts, List<string> notices, Action<TidyRow> take)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path)) return false;

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16), Encoding.UTF8);
        var header = Split(reader.ReadLine() ?? "");
        var numberAt = Array.ConvertAll(numbers, name => header.IndexOf(name));
        var textAt = Array.ConvertAll(texts, name => header.IndexOf(name));
        var missing = numbers.Concat(texts).Where(name => !header.Contains(name)).ToArray();
        if (missing.Length > 0)
        {
            notices.Add($"{file} was left out: its first line has no column {string.Join(", ", missing)}.");
            return false;
        }

        var row = new TidyRow(numbers.Length, texts.Length);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var skipped = 0;
        var firstSkipped = 0L;
        long line = 1;
        var torn = !EndsWithNewLine(path);
        for (var current = reader.ReadLine(); current is not null;)
        {
            line++;
            var next = reader.ReadLine();
            // Without its line end a last number may have lost digits and still look whole.
            var readable = !(next is null && torn) && Parse(current, header.Count, numberAt, textAt, row, names);
            if (readable) take(row);
            else if (current.Length > 0 && skipped++ == 0) firstSkipped = line;
            current = next;
        }

        if (skipped > 0)
            notices.Add(FormattableString.Invariant($"{file}: {skipped} unreadable line(s) left out, the first is line {firstSkipped}. The run may have been interrupted while writing."));
        return true;
    }

    private static bool EndsWithNewLine(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length == 0) return true;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    private static bool Parse(string line, int columns, int[] numberAt, int[] textAt, TidyRow row, HashSet<string> names)
    {
        if (line.Contains('"')) return ParseQuoted(Split(line), columns, numberAt, textAt, row);

        Span<Range> fields = stackalloc Range[columns + 1];
        if (line.AsSpan().Split(fields, ',') != columns) return false;
        for (var i = 0; i < numberAt.Length; i++)
            if (!Number(line.AsSpan(fields[numberAt[i]]), out row.Numbers[i]))
                return false;
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < textAt.Length; i++)
        {
            var text = line.AsSpan(fields[textAt[i]]);
            // Names repeat on every line and identities never do: the set stops growing, and by then holds the names.
            if (known.TryGetValue(text, out var name)) row.Texts[i] = name;
            else if (names.Count < MostNames) names.Add(row.Texts[i] = text.ToString());
            else row.Texts[i] = text.ToString();
        }

        return true;
    }

    private static bool ParseQuoted(List<string> fields, int columns, int[] numberAt, int[] textAt, TidyRow row)
    {
        if (fields.Count != columns) return false;
        for (var i = 0; i < numberAt.Length; i++)
            if (!Number(fields[numberAt[i]], out row.Numbers[i]))
                return false;
        for (var i = 0; i < textAt.Length; i++) row.Texts[i] = fields[textAt[i]];
        return true;
    }

    /// <summary>An empty field is a number that does not exist, such as a ratio to nothing.</summary>
    private static bool Number(ReadOnlySpan<char> text, out double value)
    {
        value = double.NaN;
        return text.IsEmpty || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"') { field.Append('"'); i++; }
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) { fields.Add(field.ToString()); field.Clear(); }
            else field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return fields;
    }
}
