namespace Sintropia.Web.Expression;

/// <summary>What to do to a cell, in thought.</summary>
public sealed record ResponseRequest
{
    /// <summary>Level of each agent by its key, as the run's predictor tells them, in its unit; of genes the strength, 0 to 1. Those that are not named stay at their baseline. Compounds are given as nominal concentrations; what is bound in the medium has no effect.</summary>
    public IReadOnlyDictionary<string, double> Levels { get; init; } = new Dictionary<string, double>();

    /// <summary>How long they last, h; null for all the time.</summary>
    public double? UntilH { get; init; }

    /// <summary>How long the cell is followed, h.</summary>
    public double DurationH { get; init; } = 48;

    /// <summary>Points of each course.</summary>
    public int Points { get; init; } = 49;

    /// <summary>The condition in which the cell is taken; null for the first that has it.</summary>
    public string? Condition { get; init; }

    /// <summary>The replicate in which it is taken; null for the first that has it.</summary>
    public int? Replicate { get; init; }

    /// <summary>The snapshot in which it is taken, h; null for the first that has it.</summary>
    public double? TimeH { get; init; }

    /// <summary>The snapshot in whose plane the way is drawn, as in an embedding by components; null for the last.</summary>
    public double? PlaneTimeH { get; init; }

    /// <summary>Cells of that embedding.</summary>
    public int PlaneCells { get; init; } = 2000;
}
