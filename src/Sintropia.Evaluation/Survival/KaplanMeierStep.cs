namespace Sintropia.Evaluation.Survival;

/// <summary>What a Kaplan–Meier curve holds at one time at which a duration ended or was censored.</summary>
/// <param name="Hours">The time, h.</param>
/// <param name="Survival">S just after this time: the estimated probability to last longer.</param>
/// <param name="AtRisk">Durations under observation just before.</param>
/// <param name="Events">Durations that ended here.</param>
/// <param name="Censored">Durations of which observation stopped here.</param>
/// <param name="ExposureHours">Hours under observation since the previous step, summed over durations.</param>
/// <param name="Variance">Greenwood's variance of the survival.</param>
public readonly record struct KaplanMeierStep(double Hours, double Survival, int AtRisk, int Events, int Censored, double ExposureHours, double Variance);
