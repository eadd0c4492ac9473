namespace Sintropia.Evaluation.Survival;

/// <summary>A duration that may have been cut short by the end of observation.</summary>
/// <param name="Hours">Length as far as seen, h, ≥ 0.</param>
/// <param name="Ended">True when it really ended then; false when observation stopped first, so it lasted at least this long (right-censored).</param>
/// <param name="EntryHours">How long it had already lasted when it came under observation, h (left truncation, "delayed entry"); 0 when seen from its start.</param>
public readonly record struct CensoredDuration(double Hours, bool Ended, double EntryHours = 0);
