namespace Sintropia.Simulation.Circulation;

/// <summary>Where an agent is that the blood carries.</summary>
public sealed record CarriedRecord
{
    /// <summary>Index of the agent.</summary>
    public required int Agent { get; init; }

    /// <summary>Mean level in venous plasma over the last tick, in the agent's unit.</summary>
    public required double Plasma { get; init; }

    /// <summary>Area under the curve in venous plasma since the start, unit·h.</summary>
    public required double Area { get; init; }

    /// <summary>Mean total concentration in each organ over the last tick; shape [organs].</summary>
    public required IReadOnlyList<double> Organs { get; init; }

    /// <summary>Mean unbound concentration in each organ over the last tick; shape [organs].</summary>
    public required IReadOnlyList<double> Unbound { get; init; }

    /// <summary>Given, and made by cells, since the start: unit·L.</summary>
    public required double Given { get; init; }

    /// <summary>In blood, organs and the lumen of the gut now.</summary>
    public required double InBody { get; init; }

    /// <summary>Metabolised so far.</summary>
    public required double Metabolised { get; init; }

    /// <summary>Excreted so far.</summary>
    public required double Excreted { get; init; }

    /// <summary>Never absorbed.</summary>
    public required double Unabsorbed { get; init; }

    /// <summary>Doses that rules kept back.</summary>
    public required int Kept { get; init; }
}
