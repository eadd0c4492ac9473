namespace Sintropia.Tensors.Schedules;

/// <summary>A rate that drops when a figure that should fall has stopped falling. It depends on what happened, so its present state is a value to keep.</summary>
/// <param name="Rate">The present rate.</param>
/// <param name="Factor">Of each drop.</param>
/// <param name="Patience">How many times the figure may fail to improve before a drop.</param>
/// <param name="Threshold">An improvement is below best·(1 − threshold).</param>
public sealed record Plateau(double Rate, double Factor = 0.1, int Patience = 10, double Threshold = 1e-4)
{
    /// <summary>The least rate.</summary>
    public double Least { get; init; }

    /// <summary>How many figures after a drop are not counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>The best figure so far.</summary>
    public double Best { get; init; } = double.PositiveInfinity;

    /// <summary>How many times in a row it was not improved on.</summary>
    public int Failures { get; init; }

    /// <summary>How many more figures are not counted.</summary>
    public int Resting { get; init; }

    /// <summary>What a figure makes of it.</summary>
    public Plateau After(double figure)
    {
        var improved = figure < Best * (1 - Threshold);
        var next = this with { Best = improved ? figure : Best, Failures = improved ? 0 : Failures + 1 };
        if (Resting > 0) next = next with { Resting = Resting - 1, Failures = 0 };
        return next.Failures <= Patience ? next : next with { Rate = Math.Max(Rate * Factor, Least), Failures = 0, Resting = Cooldown };
    }
}
