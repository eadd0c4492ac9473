using System.Globalization;
using System.Text;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Cells;

/// <summary>
/// Goes through lineage.csv, which may hold every cell that ever lived and is never kept whole. Cells stand in it in the order in which they ended, part after part: mothers before daughters, so that
/// descendants are found in one way forward, and ancestors in one way back.
/// </summary>
internal sealed class LineageTable(Stream stream, CancellationToken cancellation)
{
    private const int Block = 1 << 18;
    private const string Name = "lineage.csv";
    private static readonly string[] Wanted = ["cell_id", "parent_id", "condition", "replicate", "generation", "clone", "cell_type", "tissue", "birth_h", "end_h", "fate", "g0_h", "g1_h", "s_h", "g2_h", "m_h"];

    private int[]? _at;
    private int _columns;

    /// <summary>All rows of a cell.</summary>
    public IReadOnlyList<CellLife> Of(string cell) => [.. Forward().Where(line => line.StartsWith(cell, StringComparison.Ordinal)).Select(Life).OfType<CellLife>()];

    /// <summary>The first rows that fit, in the order in which cells ended.</summary>
    /// <param name="condition">Under which condition.</param>
    /// <param name="replicate">In which replicate.</param>
    /// <param name="founder">Cells of that founder alone; null for all.</param>
    /// <param name="generation">Cells of that generation alone; null for all.</param>
    /// <param name="most">Most rows.</param>
    public CellKin Some(string condition, int replicate, long? founder, int? generation, int most)
    {
        var found = new List<CellLife>();
        foreach (var line in Forward())
        {
            if (Life(line) is not { } life || life.Condition != condition || life.Replicate != replicate || founder is { } one && life.Founder != one || generation is { } born && life.Generation != born) continue;
            if (found.Count == most) return new(condition, replicate, found, true);
            found.Add(life);
        }

        return new(condition, replicate, found, false);
    }

    /// <summary>The condition and replicate of the first row; null in a table without rows.</summary>
    public (string Condition, int Replicate)? First() => Forward().Select(Life).OfType<CellLife>().FirstOrDefault() is { } life ? (life.Condition, life.Replicate) : null;

    /// <summary>Its mother, hers, and so on to the founder.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="mother">Its mother where it has no row yet; null to look for it.</param>
    /// <param name="condition">Under which condition.</param>
    /// <param name="replicate">In which replicate.</param>
    public CellKin Ancestors(string cell, string? mother, string condition, int replicate)
    {
        var found = new List<CellLife>();
        var (looked, isItself) = (mother ?? cell, mother is null);
        foreach (var line in Backward())
        {
            if (!line.StartsWith(looked, StringComparison.Ordinal) || Life(line) is not { } life || life.Condition != condition || life.Replicate != replicate) continue;
            if (!isItself) found.Add(life);
            isItself = false;
            if (life.Parent is null) break;
            looked = life.Parent;
        }

        return new(condition, replicate, found, false);
    }

    /// <summary>Its daughters, theirs, and so on.</summary>
    public CellKin Descendants(string cell, string condition, int replicate, int most)
    {
        var kin = new HashSet<string> { cell };
        var found = new List<CellLife>();
        foreach (var line in Forward())
        {
            // Identities are 32 digits each; the rest is read of kin only.
            if (line.Length < 66 || line[32] != ',' || !kin.GetAlternateLookup<ReadOnlySpan<char>>().Contains(line.AsSpan(33, 32)) || Life(line) is not { } life || life.Condition != condition || life.Replicate != replicate) continue;
            if (found.Count == most) return new(condition, replicate, found, true);
            found.Add(life);
            kin.Add(life.Id);
        }

        return new(condition, replicate, found, false);
    }

    private IEnumerable<string> Forward()
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8, false, Block, leaveOpen: true);
        Head(reader.ReadLine());
        long rows = 0;
        while (reader.ReadLine() is { } line)
        {
            if ((++rows & 0x3FFF) == 0) cancellation.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    /// <summary>Its lines from the last to the first after the header.</summary>
    private IEnumerable<string> Backward()
    {
        using (var reader = new StreamReader(stream, Encoding.UTF8, false, 1 << 12, leaveOpen: true))
        {
            stream.Position = 0;
            Head(reader.ReadLine());
        }

        var bytes = new byte[Block];
        var rest = Array.Empty<byte>(); // the beginning of a line whose end was in the block behind
        for (var end = stream.Length; end > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var begin = Math.Max(0, end - Block);
            stream.Position = begin;
            var length = (int)(end - begin);
            stream.ReadExactly(bytes, 0, length);
            byte[] all = [.. bytes.AsSpan(0, length), .. rest];
            var until = all.Length;
            for (var i = all.Length - 1; i >= 0; i--)
            {
                if (all[i] != '\n') continue;
                if (until > i + 1) yield return Encoding.UTF8.GetString(all, i + 1, until - i - 1).TrimEnd('\r');
                until = i;
            }

            rest = begin == 0 ? [] : all[..until]; // the first line of all is the header
            end = begin;
        }
    }

    private void Head(string? line)
    {
        var columns = line is null ? [] : CsvRows.Fields(line, Name, 1);
        (_at, _columns) = (line is null ? null : [.. Wanted.Select(w => Array.IndexOf(columns, w))], columns.Length);
        if (_at?.Contains(-1) is true || _at is [not 0, ..]) throw new InvalidDataException($"{Name} has other columns than this version writes.");
    }

    private CellLife? Life(string line)
    {
        if (_at is null) return null;
        var f = CsvRows.Fields(line, Name, 0);
        if (f.Length != _columns) return null; // half a row, still in the making
        string Text(int i) => f[_at[i]];
        double Number(int i) => double.TryParse(Text(i), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new(Text(0), Text(1) is { Length: > 0 } parent ? parent : null, Text(2), (int)Number(3), (int)Number(4), (long)Number(5), Text(6), Text(7), Number(8), Number(9), Text(10), [Number(11), Number(12), Number(13), Number(14), Number(15)]);
    }
}
