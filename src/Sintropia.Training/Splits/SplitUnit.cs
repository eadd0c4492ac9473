using Sintropia.Data.Splits;

namespace Sintropia.Training.Splits;

/// <summary>Cells that are for one thing together.</summary>
/// <param name="Context">Of the cells.</param>
/// <param name="Perturbation">What was done to them.</param>
/// <param name="Part">What they are for.</param>
/// <param name="Group">How near training came to them: unseen_single, combo_seen0, combo_seen1, combo_seen2, unseen_context; seen where they are of training.</param>
/// <param name="Cells">How many there are.</param>
public sealed record SplitUnit(string Context, string Perturbation, SplitPart Part, string Group, int Cells);
