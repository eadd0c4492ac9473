namespace Sintropia.Reports.Payload;

/// <summary>What the report shows of the lineage.</summary>
/// <param name="Cells">Cells in lineage.csv.</param>
/// <param name="Completed">Of these, cells born during the run that divided; durations come from them.</param>
/// <param name="Clones">Chosen clones, each in every condition.</param>
/// <param name="Durations">How long phases and whole cycles took.</param>
public sealed record LineageView(long Cells, long Completed, IReadOnlyList<CloneView> Clones, IReadOnlyList<DurationHistogram> Durations);
