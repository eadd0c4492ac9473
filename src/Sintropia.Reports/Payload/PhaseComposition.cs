namespace Sintropia.Reports.Payload;

/// <summary>Cells of one condition and population by phase, mean over replicates.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Population">Index into <see cref="ReportPayload.Populations"/>.</param>
/// <param name="Phases">One course per phase that ever held a cell, in the order of the cycle, dead states last.</param>
public sealed record PhaseComposition(string Condition, int Population, IReadOnlyList<PhaseCourse> Phases);
