using Sintropia.Biology.Expression;
using Sintropia.Grains.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Grains.Messages;

/// <summary>What a tissue tells its cells for a tick. On the tissue's own machine it is handed over as it is; to others it goes in bytes, and is read there once per message.</summary>
[GenerateSerializer, Immutable, Alias("tick-scenes")]
public sealed class TickScenes
{
    [Id(1)]
    private readonly byte[] _bytes;

    [Id(2)]
    private readonly byte[]? _exposure;

    [NonSerialized]
    private IReadOnlyList<Scene>? _scenes;

    [NonSerialized]
    private ExposureClasses? _exposures;

    /// <summary>The scenes of a tick.</summary>
    /// <param name="tick">Number of the tick, from nought.</param>
    /// <param name="scenes">Its scenes.</param>
    /// <param name="exposure">What reaches the cells over it; null in a run without expression.</param>
    public TickScenes(long tick, IReadOnlyList<Scene> scenes, TickExposure? exposure)
    {
        (Tick, _scenes) = (tick, scenes);
        (_bytes, _exposure) = (SceneBytes.Write(scenes), exposure is null ? null : ExposureBytes.Write(exposure));
    }

    /// <summary>Number of the tick, from nought.</summary>
    [Id(0)]
    public long Tick { get; }

    /// <summary>The scenes.</summary>
    public IReadOnlyList<Scene> In(Body body) => _scenes ??= SceneBytes.Read(_bytes, body.Plan);

    /// <summary>What reaches the cells over the tick, for what they express at its end; null in a run without expression.</summary>
    public ExposureClasses? Exposures(Body body) =>
        _exposure is null ? null : _exposures ??= new(ExposureBytes.Read(_exposure), body.Plan.Agents, body.Predictor!.Card, body.Plan.Expression!.Tolerance);
}
