namespace Sintropia.Reports.Payload;

/// <summary>How one population grew in one condition. Counts are means over replicates.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Population">Index into <see cref="ReportPayload.Populations"/>.</param>
/// <param name="Rate">Net growth rate over the window, 1/h.</param>
/// <param name="DoublingH">Doubling time, h; null where the population did not grow.</param>
/// <param name="Gr">GR value against the control: 1 no effect, 0 no growth, below 0 net loss. Hafner et al. 2016, doi:10.1038/nmeth.3853.</param>
/// <param name="First">Living cells at the start of the run.</param>
/// <param name="Last">Living cells at the end.</param>
/// <param name="Fold">Last over first.</param>
/// <param name="Divisions">Divisions in the run; null without events.csv.</param>
/// <param name="Deaths">Deaths of every kind in the run; null without events.csv.</param>
/// <param name="DeathShare">Deaths over deaths and divisions: the share of decided fates that were deaths.</param>
/// <param name="Fractions">Share of each living phase at the end; keys as in <see cref="PhaseCourse.Phase"/>.</param>
public sealed record GrowthRow(
    string Condition, int Population, Estimate Rate, Estimate DoublingH, Estimate Gr, double? First, double? Last, double? Fold,
    double? Divisions, double? Deaths, double? DeathShare, IReadOnlyDictionary<string, double> Fractions);
