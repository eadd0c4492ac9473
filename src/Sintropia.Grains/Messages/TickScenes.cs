using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Grains.Messages;

/// <summary>What a tissue tells its cells for a tick. On the tissue's own machine it is handed over as it is; to others it goes in bytes, and is read there once per message.</summary>
[GenerateSerializer, Immutable, Alias("tick-scenes")]
public sealed class TickScenes
{
    [Id(1)]
    private readonly byte[] _bytes;

    [NonSerialized]
    private IReadOnlyList<Scene>? _scenes;

    /// <summary>The scenes of a tick.</summary>
    /// <param name="tick">Number of the tick, from nought.</param>
    /// <param name="scenes">Its scenes.</param>
    public TickScenes(long tick, IReadOnlyList<Scene> scenes) => (Tick, _scenes, _bytes) = (tick, scenes, SceneBytes.Write(scenes));

    /// <summary>Number of the tick, from nought.</summary>
    [Id(0)]
    public long Tick { get; }

    /// <summary>The scenes.</summary>
    /// <param name="plan">The plan of the organism.</param>
    public IReadOnlyList<Scene> In(OrganismPlan plan) => _scenes ??= SceneBytes.Read(_bytes, plan);
}
