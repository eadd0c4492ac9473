using Sintropia.Simulation.Circulation;

namespace Sintropia.Grains.Messages;

/// <summary>What the blood brings to all tissues in a tick.</summary>
/// <param name="Levels">Mean unbound levels, NaN for agents that it does not carry; shape [intervals][tissues, agents], row-major.</param>
/// <param name="Agents">Number of agents.</param>
[GenerateSerializer, Immutable, Alias("blood-supply")]
public sealed record BloodSupply([property: Id(0)] double[][] Levels, [property: Id(1)] int Agents)
{
    /// <summary>What a tissue gets; shape [intervals][agents].</summary>
    /// <param name="tissue">Its position.</param>
    public double[][] To(int tissue) => new Supply(Levels, Agents).To(tissue);
}
