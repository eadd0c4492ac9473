using Sintropia.Biology.Interventions;

namespace Sintropia.Simulation.Circulation;

/// <summary>What the future of the blood depends on.</summary>
public sealed record BloodState
{
    /// <summary>Amounts of each carried agent; shape [carried][compartments].</summary>
    public required double[][] Amounts { get; init; }

    /// <summary>Levels at the sites of effect; shape [carried][organs and blood].</summary>
    public required double[][] Effects { get; init; }

    /// <summary>Amounts over the last tick, mean; shape [carried][compartments].</summary>
    public required double[][] Means { get; init; }

    /// <summary>What was given or made so far; shape [carried].</summary>
    public required double[] Given { get; init; }

    /// <summary>Area under the curve in venous plasma so far, unit·h; shape [carried].</summary>
    public required double[] Areas { get; init; }

    /// <summary>Share of the last dose that is or was given; shape [administrations].</summary>
    public required double[] Shares { get; init; }

    /// <summary>What rules remember; shape [administrations][rules].</summary>
    public required RuleMemory[][] Rules { get; init; }
}
