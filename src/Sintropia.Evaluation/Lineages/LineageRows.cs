using System.Globalization;

namespace Sintropia.Evaluation.Lineages;

/// <summary>Turns the rows of a delimited table into cells by a column map, and says on which line something is wrong.</summary>
internal sealed class LineageRows
{
    private readonly DelimitedText _table;
    private readonly LineageColumns _map;
    private readonly int _cell, _parent;
    private readonly int? _generation, _birth, _end, _fate;
    private readonly int[] _lineage;
    private readonly (string Phase, int[] Durations, int? Status)[] _phases;

    private LineageRows(DelimitedText table, LineageColumns map)
    {
        (_table, _map) = (table, map);
        _cell = table.Column(map.Cell);
        _parent = table.Column(map.Parent);
        _lineage = [.. map.Lineage.Select(table.Column)];
        (_generation, _birth, _end, _fate) = (Optional(map.Generation), Optional(map.Birth), Optional(map.End), Optional(map.Fate));
        _phases = [.. map.Phases.Select(p => (p.Phase, p.Durations.Select(table.Column).ToArray(), Optional(p.Status)))];
        if (!(map.HoursPerUnit > 0 && double.IsFinite(map.HoursPerUnit)))
            throw new LineageTableException(table.File, 0, $"A unit of time of {map.HoursPerUnit} h cannot be. Give the hours per unit: 0.5 for frames every 30 min.");
        if (_phases.Length == 0) throw new LineageTableException(table.File, 0, "The column map names no phase. Name at least one with the column of its duration.");
        if (_phases.GroupBy(p => p.Phase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new LineageTableException(table.File, 0,
                $"The column map names the phase '{twice.Key}' twice. To read several columns as one phase, list them as its durations.");
        if (_fate is null && _phases.FirstOrDefault(p => p.Status is null) is { Phase: { } unknown })
            throw new LineageTableException(table.File, 0,
                $"Nothing says whether a duration of '{unknown}' is complete or censored. Map its status column, or the fate of the cells.");
    }

    public static List<LineageCell> Read(DelimitedText table, LineageColumns map, RowFilter? where)
    {
        var rows = new LineageRows(table, map);
        var conditions = where?.Conditions.Select(c => (Condition: c, Column: table.Column(c.Column))).ToArray() ?? [];
        var lines = new Dictionary<(string Lineage, string Cell), int>();
        var cells = new List<(int Line, LineageCell Cell)>();
        foreach (var (line, fields) in table.Rows)
        {
            var cell = fields[rows._cell].Trim();
            var lineage = string.Join('|', rows._lineage.Select(i => fields[i].Trim()));
            if (cell.Length == 0) throw rows.Problem(line, rows._cell, "", "Every cell needs an id");
            if (!lines.TryAdd((lineage, cell), line))
                throw new LineageTableException(table.File, line,
                    $"Cell '{cell}' of lineage '{lineage}' already stands on line {lines[(lineage, cell)]}. Name the lineage by more columns, such as plate, well and file.");
            if (conditions.All(c => c.Condition.Keeps(fields[c.Column]))) cells.Add((line, rows.Cell(line, fields, cell, lineage)));
        }

        if (cells.Count == 0) throw NothingKept(table, where, conditions.Select(c => c.Column));
        foreach (var (line, cell) in cells)
            if (cell.Parent is { } parent && !lines.ContainsKey((cell.Lineage, parent)))
                throw new LineageTableException(table.File, line,
                    $"Cell '{cell.Id}' names '{parent}' as its mother, who is not in lineage '{cell.Lineage}'. " +
                    $"Correct the id, or list the values that mean \"none\" in the column map.");
        return rows._generation is null ? rows.Counted([.. cells.Select(c => c.Cell)]) : [.. cells.Select(c => c.Cell)];
    }

    private LineageCell Cell(int line, string[] fields, string cell, string lineage)
    {
        var parent = fields[_parent].Trim();
        var mother = parent.Length == 0 || _map.NoParent.Contains(parent) ? null : parent;
        var birth = Time(line, fields, _birth);
        var fate = _fate is { } f ? Fate(line, f, fields[f].Trim()) : ObservedFate.Unknown;
        var generation = _generation is { } g ? (int)(Number(line, g, fields[g]) ?? throw Problem(line, g, fields[g], "Every cell needs a generation")) : 0;
        return new(cell, mother, lineage, generation, birth, Time(line, fields, _end), fate, Phases(line, fields, fate, startSeen: mother is not null || birth is not null));
    }

    private List<PhaseDuration> Phases(int line, string[] fields, ObservedFate fate, bool startSeen)
    {
        var seen = new List<PhaseDuration>();
        var fromFate = new List<int>();
        foreach (var (phase, columns, status) in _phases)
        {
            var parts = columns.Select(c => Duration(line, c, fields[c])).OfType<double>().ToArray();
            if (status is not { } s)
            {
                // Tables without a status write 0 for a phase never entered.
                if (parts.Sum() == 0) continue;
                fromFate.Add(seen.Count);
                seen.Add(new(phase, parts.Sum(), PhaseEnd.Completed, startSeen || seen.Count > 0));
                continue;
            }

            var word = fields[s].Trim();
            if (parts.Length == 0 && word.Length == 0) continue;
            if (parts.Length == 0) throw Problem(line, columns[0], "", $"{phase} is '{word}' but has no duration");
            var (end, began) = Status(line, s, word);

            // A cell that was there at the start of observation was already in its first phase, whatever the phase's end says.
            var first = seen.Count == 0 && !startSeen && end != PhaseEnd.Completed;
            seen.Add(new(phase, parts.Sum(), end, began && !first));
        }

        if (fromFate.Count > 0 && fromFate[^1] == seen.Count - 1) seen[^1] = seen[^1] with { End = EndOf(fate) };
        return seen;
    }

    private (PhaseEnd End, bool StartSeen) Status(int line, int column, string word) => word.ToLowerInvariant() switch
    {
        "observed" or "complete" or "completed" => (PhaseEnd.Completed, true),
        "left_censored" => (PhaseEnd.Completed, false),
        "censored" or "right_censored" => (PhaseEnd.Censored, true),
        "death" or "died" or "dead" => (PhaseEnd.Died, true),
        _ => throw Problem(line, column, word, "A status is observed, left_censored, censored or death"),
    };

    private ObservedFate Fate(int line, int column, string word) => word.ToLowerInvariant() switch
    {
        "divided" or "division" or "true" => ObservedFate.Divided,
        "false" => ObservedFate.Alive, // of a column that says whether a division was seen
        "senescent" => ObservedFate.Senescent,
        "alive" => ObservedFate.Alive,
        "dead" or "death" or "apoptosis" or "necrosis" or "mitotic_death" => ObservedFate.Died,
        var w when w.StartsWith("died", StringComparison.Ordinal) => ObservedFate.Died,
        var w when w.StartsWith("censored", StringComparison.Ordinal) => ObservedFate.Alive,
        _ => throw Problem(line, column, word, "A fate is divided, died (or apoptosis, necrosis, mitotic_death), senescent, alive or censored; or true where it divided and false where that was not seen"),
    };

    private static PhaseEnd EndOf(ObservedFate fate) => fate switch
    {
        ObservedFate.Divided => PhaseEnd.Completed,
        ObservedFate.Died => PhaseEnd.Died,
        _ => PhaseEnd.Censored,
    };

    private double? Time(int line, string[] fields, int? column) => column is { } c ? Number(line, c, fields[c]) * _map.HoursPerUnit : null;

    private double? Duration(int line, int column, string field) => Number(line, column, field) switch
    {
        < 0 => throw Problem(line, column, field, "A duration cannot be negative"),
        var units => units * _map.HoursPerUnit,
    };

    private double? Number(int line, int column, string field)
    {
        field = field.Trim();
        if (field.Length == 0 || field is "NA" or "NaN" or "nan" or "null") return null;
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Problem(line, column, field, "This has to be a number with a decimal point, or empty");
    }

    private int? Optional(string? name) => name is null ? null : _table.Column(name);

    private LineageTableException Problem(int line, int column, string value, string rule) => new(_table.File, line, $"Column '{_table.Header[column]}' holds '{value}'. {rule}.");

    private static LineageTableException NothingKept(DelimitedText table, RowFilter? where, IEnumerable<int> columns)
    {
        if (where is null || table.Rows.Count == 0) return new(table.File, 0, "The table has a header and no rows. Check that the file was written to its end.");
        var values = columns.Select(c => $"'{table.Header[c]}' holds {string.Join(", ", table.Rows.Select(r => r.Fields[c]).Distinct().Take(12))}");
        return new(table.File, 0, $"No row fulfils '{where.Text}': {string.Join("; ", values)}.");
    }

    /// <summary>Generations counted from the mothers; a ring of mothers has none.</summary>
    private List<LineageCell> Counted(List<LineageCell> cells)
    {
        var byId = cells.ToDictionary(c => (c.Lineage, c.Id));
        return [.. cells.Select(c => c with { Generation = Count(c) })];

        int Count(LineageCell cell)
        {
            var generation = 1;
            for (var c = cell; c.Parent is not null && byId.TryGetValue((c.Lineage, c.Parent), out var mother); c = mother)
                if (++generation > cells.Count) throw new LineageTableException(_table.File, 0,
                    $"Cell '{cell.Id}' of lineage '{cell.Lineage}' is her own ancestor. Correct the mothers' ids.");
            return generation;
        }
    }
}
