namespace Sintropia.Reports.Payload;

/// <summary>Everything the page shows, as one value. Written as JSON with snake_case names into the page; <c>page/src/payload.ts</c> is its twin.</summary>
/// <param name="Run">The run's own description of itself, from run.json.</param>
/// <param name="Control">The condition that others are compared with: the one named "control", or the first.</param>
/// <param name="Summary">The result in words, one paragraph per entry.</param>
/// <param name="Notices">What could not be read or was left out, one sentence each.</param>
/// <param name="Populations">What can be selected; "all cells" comes first where there are several.</param>
/// <param name="Times">Record times of every count below, h; thinned to at most <see cref="ReportOptions.MaximumPoints"/>.</param>
/// <param name="Growth">Living cells over time.</param>
/// <param name="Composition">Cells by phase over time.</param>
/// <param name="Exposures">Concentrations over time.</param>
/// <param name="Metrics">Growth rates and what derives from them.</param>
/// <param name="Paired">Differences against the control with shared draws.</param>
/// <param name="Events">Cumulative divisions, deaths and other events.</param>
/// <param name="Lineage">Trees and durations; null where the run kept no lineage.</param>
/// <param name="Expression">What sampled cells express; null where the run has no expression.</param>
/// <param name="Reproduce">The command that gives the same bits again.</param>
/// <param name="Organs">Concentrations in plasma and organs of a body over time, the quantity (concentration or unbound) in place of the tissue; with the quantity function the share that an organ has of its clearance, of no substance; empty for cultures.</param>
public sealed record ReportPayload(
    RunDescription Run,
    string Control,
    IReadOnlyList<string> Summary,
    IReadOnlyList<string> Notices,
    IReadOnlyList<Population> Populations,
    IReadOnlyList<double> Times,
    IReadOnlyList<GrowthCurve> Growth,
    IReadOnlyList<PhaseComposition> Composition,
    IReadOnlyList<ExposureCourse> Exposures,
    GrowthMetrics Metrics,
    IReadOnlyList<PairedCourse> Paired,
    IReadOnlyList<EventCourse> Events,
    LineageView? Lineage,
    ExpressionView? Expression,
    string Reproduce,
    IReadOnlyList<ExposureCourse> Organs);
