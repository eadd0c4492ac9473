using System.Text;

namespace Sintropia.Evaluation.Lineages;

/// <summary>Comma, semicolon or tab separated text with a header, as in RFC 4180: quoted fields may hold separators, line ends and doubled quotes.</summary>
internal sealed class DelimitedText
{
    private DelimitedText(string file, string[] header, List<(int Line, string[] Fields)> rows)
    {
        (File, Header, Rows) = (file, header, rows);
        for (var i = 0; i < header.Length; i++) _index[header[i]] = i;
    }

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    public string File { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>Rows below the header with the line on which each begins.</summary>
    public IReadOnlyList<(int Line, string[] Fields)> Rows { get; }

    /// <summary>Position of a column that has to be there.</summary>
    public int Column(string name) => _index.TryGetValue(name, out var i)
        ? i
        : throw new LineageTableException(File, 1,
            $"There is no column '{name}'. The nearest are {Quoted(NearestNames.To(name, Header))}; all are {Quoted(Header)}. Correct the column map.");

    public static DelimitedText Parse(string text, string file)
    {
        text = text.TrimStart('\uFEFF');
        var firstLine = text.AsSpan(0, text.IndexOf('\n') is var end and >= 0 ? end : text.Length);
        var separator = Separator(firstLine);
        var records = Records(text, separator, file).ToList();
        if (records.Count == 0) throw new LineageTableException(file, 0, "The file is empty. A table begins with a line of column names.");

        var header = records[0].Fields.Select(f => f.Trim()).ToArray();
        if (header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new LineageTableException(file, records[0].Line, $"Two columns are called '{twice.Key}'. Rename one.");
        foreach (var (line, fields) in records.Skip(1))
            if (fields.Length != header.Length)
                throw new LineageTableException(file, line,
                    $"This row has {fields.Length} fields where the header has {header.Length}. Check for a missing value, a stray separator, or an open quote.");
        return new(file, header, records[1..]);
    }

    private static char Separator(ReadOnlySpan<char> header)
    {
        int tabs = header.Count('\t'), semicolons = header.Count(';'), commas = header.Count(',');
        return tabs > 0 && tabs >= Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }

    private static IEnumerable<(int Line, string[] Fields)> Records(string text, char separator, string file)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        int line = 1, recordLine = 1;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (c == '"' && field.Length == 0)
            {
                i = Quoted(text, i, field, ref line, file);
                if (field.Length == 0) field.Append('\0'); // marks a quoted empty field, so that a line of it is not blank
            }
            else if (c == separator || c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r').Trim('\0'));
                field.Clear();
                if (c == separator) continue;
                if (fields.Count > 1 || fields[0].Trim().Length > 0) yield return (recordLine, [.. fields]);
                fields.Clear();
                recordLine = ++line;
            }
            else
            {
                field.Append(c);
            }
        }
    }

    /// <summary>Reads a quoted field that begins at <paramref name="start"/>; returns where its closing quote stands.</summary>
    private static int Quoted(string text, int start, StringBuilder field, ref int line, string file)
    {
        var opened = line;
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\n') line++;
            if (text[i] != '"') { field.Append(text[i]); continue; }
            if (i + 1 == text.Length || text[i + 1] != '"') return i;
            field.Append('"');
            i++;
        }

        throw new LineageTableException(file, opened, "A quote is opened here and never closed. Close it, or double it to mean a quote.");
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
