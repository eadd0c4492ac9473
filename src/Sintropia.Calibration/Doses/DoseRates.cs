using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Doses;

/// <summary>What a dose does to cells.</summary>
/// <param name="Dose">Dose; 0 for the control.</param>
/// <param name="Wells">Courses of counts at it.</param>
/// <param name="Net">Growth of the counts once it is stable, 1/h: mean of the wells' slopes, with their standard error as an interval of 95 %.</param>
/// <param name="Division">Rate of division that the law gives, 1/h: growth of the control over the whole time, less what is slowed.</param>
/// <param name="Death">Rate of death that the law gives, 1/h.</param>
public sealed record DoseRates(double Dose, int Wells, Interval Net, Interval Division, Interval Death);
