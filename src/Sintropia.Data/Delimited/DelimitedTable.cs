using System.Globalization;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Delimited;

/// <summary>What has been read of a file: names, numbers that are not zero, and columns of text.</summary>
internal sealed class DelimitedTable(string path, char separator)
{
    private readonly List<string> _rows = [];
    private readonly List<long> _starts = [0];
    private readonly List<int> _places = [];
    private readonly List<float> _values = [];
    private readonly List<string> _fields = [];
    private string[] _names = [];
    private List<string?>?[] _texts = [];
    private int[] _gene = [];
    private int _line;

    /// <summary>The names of rows.</summary>
    public string[] Rows => [.. _rows];

    /// <summary>The names of columns that hold numbers.</summary>
    public string[] Columns { get; private set; } = [];

    public void ReadAll(TextReader reader, bool textsAllowed, IReadOnlySet<string>? texts = null)
    {
        var header = Split(reader.ReadLine() ?? throw Wrong("The file is empty.")).ToArray();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                _line++;
                continue;
            }

            var fields = Split(line);
            if (_rows.Count == 0) Begin(header, fields, textsAllowed, texts);
            if (fields.Count != _names.Length + 1) throw Wrong($"It has {fields.Count - 1} values for {_names.Length} columns.");
            _rows.Add(fields[0]);
            for (var column = 0; column < _names.Length; column++) Take(column, fields[column + 1]);
            _starts.Add(_values.Count);
        }

        if (_rows.Count == 0) Begin(header, [.. header], textsAllowed: false, texts);
    }

    public SparseMatrix Numbers() => SparseMatrix.Trusted(_rows.Count, Columns.Length, [.. _starts], [.. _places], [.. _values]);

    public IEnumerable<Column> Texts() => _texts.Index().Where(t => t.Item is not null).Select(t => CategoryColumn.Of(_names[t.Index], t.Item!));

    // R leaves the name of the first column out; others leave it empty or call it something.
    private void Begin(string[] header, List<string> fields, bool textsAllowed, IReadOnlySet<string>? texts)
    {
        _names = header.Length == fields.Count - 1 ? header : header[1..];
        if (_names.Length != fields.Count - 1) throw Wrong($"It has {fields.Count - 1} values, and the first line names {_names.Length} columns.");
        _texts = new List<string?>?[_names.Length];
        _gene = new int[_names.Length];
        var genes = new List<string>();
        for (var column = 0; column < _names.Length; column++)
        {
            if (texts?.Contains(_names[column]) == true || (textsAllowed && !Number(fields[column + 1], out _))) _texts[column] = [];
            else
            {
                _gene[column] = genes.Count;
                genes.Add(_names[column]);
            }
        }

        Columns = [.. genes];
    }

    private void Take(int column, string field)
    {
        if (_texts[column] is { } texts)
        {
            texts.Add(field.Length == 0 ? null : field);
            return;
        }

        if (!Number(field, out var value)) throw Wrong($"'{DataFileException.Shown(field)}' in column '{DataFileException.Shown(_names[column])}' is no number.");
        if (value == 0) return;
        if (_values.Count == Array.MaxLength) throw Wrong("There are more values than an array can hold.");
        _places.Add(_gene[column]);
        _values.Add(value);
    }

    private static bool Number(string field, out float value)
    {
        if (float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        value = float.NaN;
        return field.Length == 0 || field is "NA" or "nan" or "NaN" or "null";
    }

    private List<string> Split(string line)
    {
        _line++;
        _fields.Clear();
        for (var at = 0; at <= line.Length;)
        {
            if (at < line.Length && line[at] == '"') at = Quoted(line, at);
            else
            {
                var end = line.IndexOf(separator, at);
                if (end < 0) end = line.Length;
                _fields.Add(line[at..end]);
                at = end + 1;
            }
        }

        return _fields;
    }

    private int Quoted(string line, int at)
    {
        var field = new System.Text.StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"') field.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"') field.Append(line[at++]);
            else break;
        }

        if (at >= line.Length) throw Wrong("A quote is not closed; names do not go over several lines here.");
        if (at + 1 < line.Length && line[at + 1] != separator) throw Wrong("Something stands behind a closing quote.");
        _fields.Add(field.ToString());
        return at + 2;
    }

    private DataFileException Wrong(string problem) => new(path, $"line {Math.Max(1, _line)}", problem, "A first line names columns, and each line has a name and a value a column; .csv is separated by commas, .tsv and .txt by tabs.");
}
