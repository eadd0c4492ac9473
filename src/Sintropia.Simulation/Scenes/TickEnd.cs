using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Scenes;

/// <summary>The end of a tick, as the cells of a tissue meet it.</summary>
/// <param name="Time">When, h.</param>
/// <param name="Hours">Length of the tick, h.</param>
/// <param name="Surroundings">What they feel.</param>
public readonly record struct TickEnd(double Time, double Hours, Surroundings Surroundings)
{
    /// <summary>The end of a tick of these scenes.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="hours">Length of the tick, h.</param>
    public static TickEnd Of(IReadOnlyList<Scene> scenes, double hours) => new(scenes[^1].Until, hours, scenes[^1].Surroundings);
}
