namespace Sintropia.Simulation.Tissues;

/// <summary>What the future of a tissue depends on besides its cells.</summary>
public sealed record TissueState
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Clocks and checkpoints of each group.</summary>
    public required IReadOnlyList<GroupState> Groups { get; init; }

    /// <summary>Level of each pool.</summary>
    public required IReadOnlyList<double> Pools { get; init; }

    /// <summary>Mean levels over the last tick.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Fractional interventions whose cells were chosen.</summary>
    public required byte Assigned { get; init; }

    /// <summary>Damage by radiation.</summary>
    public required IReadOnlyList<UnrepairedDamage> Unrepaired { get; init; }

    /// <summary>Events so far.</summary>
    public required long[] Events { get; init; }

    /// <summary>Sum of the hashes of the lives that ended, 32 hexadecimal digits.</summary>
    public required string History { get; init; }
}
