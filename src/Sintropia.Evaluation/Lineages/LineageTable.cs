using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Lineages;

/// <summary>Recorded lineages: which cell came from which, and how long it was seen in each phase.</summary>
public sealed class LineageTable
{
    /// <summary>Gathers cells into lineages.</summary>
    /// <param name="cells">Cells; ids are unique within a lineage.</param>
    public LineageTable(IEnumerable<LineageCell> cells)
        : this([.. (cells ?? throw new ArgumentNullException(nameof(cells))).GroupBy(c => c.Lineage).Select(g => new Lineage(g.Key, [.. g]))])
    {
    }

    /// <summary>Takes lineages as they are, for example the training half of a table.</summary>
    public LineageTable(IReadOnlyList<Lineage> lineages) => Lineages = lineages ?? throw new ArgumentNullException(nameof(lineages));

    /// <summary>The lineages, in the order of the table.</summary>
    public IReadOnlyList<Lineage> Lineages { get; }

    /// <summary>All cells.</summary>
    public IEnumerable<LineageCell> Cells => Lineages.SelectMany(l => l.Cells);

    /// <summary>Reads a table from a file: comma, semicolon or tab separated, the first line naming the columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its column map.</param>
    /// <param name="where">Which rows to keep; null for all.</param>
    /// <exception cref="LineageTableException">The table does not fit the map, or a value cannot be; the message names file, line, value, and what to do.</exception>
    public static LineageTable Read(string path, LineageColumns columns, RowFilter? where = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), columns, where, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LineageTableException(path, 0, $"The lineage table cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads a table from text.</summary>
    /// <param name="text">The whole table.</param>
    /// <param name="columns">Its column map.</param>
    /// <param name="where">Which rows to keep; null for all.</param>
    /// <param name="file">What to call the text in messages.</param>
    /// <exception cref="LineageTableException">The table does not fit the map, or a value cannot be.</exception>
    public static LineageTable Parse(string text, LineageColumns columns, RowFilter? where = null, string file = "lineage table") =>
        new(LineageRows.Read(DelimitedText.Parse(text, file), columns, where));

    /// <summary>Durations of a phase for a survival curve. Phases whose start was not seen are left out; the end of observation and death are right-censoring (see
    /// <see cref="PhaseDuration.ForSurvival"/>).</summary>
    public IEnumerable<CensoredDuration> Durations(string phase) => DurationsOf(Lineages, phase);

    /// <summary>The same of any lineages, for resampling.</summary>
    public static IEnumerable<CensoredDuration> DurationsOf(IEnumerable<Lineage> lineages, string phase) =>
        lineages.SelectMany(l => l.Cells).Select(c => c.Phase(phase)?.ForSurvival()).OfType<CensoredDuration>();

    /// <summary>Deaths in a phase over hours seen in it. Time counts even where the start of the phase was not seen: a constant hazard has no memory.</summary>
    public EventRate DeathRate(string phase)
    {
        var seen = Cells.Select(c => c.Phase(phase)).OfType<PhaseDuration>().ToArray();
        return new(seen.Count(p => p.End == PhaseEnd.Died), seen.Sum(p => p.Hours));
    }
}
