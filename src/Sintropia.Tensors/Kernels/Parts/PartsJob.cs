using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Shares units among a team in chunks of some microseconds.</summary>
internal readonly struct PartsJob<TPart> : IChunks where TPart : struct, IPart
{
    private const int Work = 1 << 14; // elements per chunk

    private readonly Operands _on;
    private readonly int _units, _grain;

    private PartsJob(in Operands on, int units, int grain) => (_on, _units, _grain) = (on, units, grain);

    /// <summary>Does all units.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="on">What with.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="elements">How many elements a unit reads, for the size of a chunk.</param>
    /// <param name="together">Units that are best taken together: the lanes of a vector where units are columns.</param>
    public static void Run(Team team, in Operands on, int units, long elements, int together = 1)
    {
        if (units == 0) return;

        var grain = (int)Math.Clamp(Work / Math.Max(1, elements), 1, units);
        grain = (grain + together - 1) / together * together;
        if (team.Threads == 1 || grain >= units) TPart.Do(on, 0, units);
        else team.Run(new PartsJob<TPart>(on, units, grain), (units + grain - 1) / grain);
    }

    /// <inheritdoc/>
    public void Run(int chunk) => TPart.Do(_on, chunk * _grain, Math.Min(_units, (chunk + 1) * _grain));
}
