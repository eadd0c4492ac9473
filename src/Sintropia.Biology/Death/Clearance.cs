using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Death;

/// <summary>How long dead cells stay visible.</summary>
/// <param name="Apoptotic">After apoptosis, h.</param>
/// <param name="Necrotic">After necrosis, h.</param>
/// <param name="Mitotic">After a mitotic death, h.</param>
public sealed record Clearance(DurationLaw Apoptotic, DurationLaw Necrotic, DurationLaw Mitotic)
{
    /// <summary>8.6 h after apoptosis and mitotic death, 60 d after necrosis.</summary>
    /// <remarks>PhysiCell 1.14.2's defaults; a mitotic death is cleared like an apoptosis, which is assumed.</remarks>
    public static Clearance Default { get; } = new(new FixedDuration(8.6), new FixedDuration(60 * 24), new FixedDuration(8.6));

    /// <summary>The law of a dead state.</summary>
    public DurationLaw Law(Phase phase) => phase switch
    {
        Phase.Apoptotic => Apoptotic,
        Phase.Necrotic => Necrotic,
        Phase.MitoticDeath => Mitotic,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, $"A cell in {phase.Name()} is alive and cannot be cleared."),
    };
}
