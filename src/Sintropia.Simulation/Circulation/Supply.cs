namespace Sintropia.Simulation.Circulation;

/// <summary>What the blood brings to each tissue in a tick: mean unbound levels over each of its intervals.</summary>
/// <param name="Levels">NaN for agents that it does not carry; shape [intervals][tissues, agents], row-major.</param>
/// <param name="Agents">Number of agents.</param>
public sealed record Supply(double[][] Levels, int Agents)
{
    /// <summary>What a tissue gets; shape [intervals][agents].</summary>
    /// <param name="tissue">Its position.</param>
    public double[][] To(int tissue) => [.. Levels.Select(l => l.AsSpan(tissue * Agents, Agents).ToArray())];
}
