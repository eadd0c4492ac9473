namespace Sintropia.Cli.Terminals;

/// <summary>Columns of text, aligned: words to the left, numbers to the right.</summary>
internal sealed class TextTable
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _numbers;

    /// <param name="columns">Headings; one that begins with &gt; stands over numbers.</param>
    public TextTable(params string[] columns)
    {
        _numbers = [.. columns.Select(c => c.StartsWith('>'))];
        _rows.Add([.. columns.Select(c => c.TrimStart('>'))]);
    }

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table, indented by two.</summary>
    public void Write(Terminal terminal)
    {
        var widths = _numbers.Select((_, c) => _rows.Max(r => r[c].Length)).ToArray();
        for (var i = 0; i < _rows.Count; i++)
        {
            var cells = _rows[i].Select((cell, c) => _numbers[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
            var line = "  " + string.Join("  ", cells).TrimEnd();
            terminal.Output.WriteLine(i == 0 ? terminal.Soft(line) : line);
        }
    }
}
