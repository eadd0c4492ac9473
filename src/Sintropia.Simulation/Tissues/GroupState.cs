using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;

namespace Sintropia.Simulation.Tissues;

/// <summary>Clocks and held checkpoints of cells of one type and subset.</summary>
public sealed record GroupState
{
    /// <summary>Cell type.</summary>
    public required byte Type { get; init; }

    /// <summary>Subset.</summary>
    public required byte Subset { get; init; }

    /// <summary>Clocks of progress; shape [phases].</summary>
    public required PhaseClock[] Progress { get; init; }

    /// <summary>Clocks of hazard; shape [phases].</summary>
    public required PhaseClock[] Hazard { get; init; }

    /// <summary>Held checkpoints; shape [phases][agents].</summary>
    public required GateLevel[][] Gates { get; init; }

    /// <summary>The state of a microenvironment.</summary>
    public static GroupState Of((byte Type, byte Subset) key, Microenvironment here) => new()
    {
        Type = key.Type,
        Subset = key.Subset,
        Progress = [.. here.Progress],
        Hazard = [.. here.Hazard],
        Gates = [.. here.Gates],
    };

    /// <summary>The hash of all of it: marks say when something is due only together with the clocks.</summary>
    public UInt128 Fingerprint
    {
        get
        {
            var words = new List<ulong> { Type, Subset };
            for (var phase = 0; phase < Phases.Count; phase++)
            {
                foreach (var clock in new[] { Progress[phase], Hazard[phase] })
                    words.AddRange([Bits(clock.Since), Bits(clock.Progress), Bits(clock.Rate)]);
                foreach (var gate in Gates[phase]) words.AddRange([(ulong)phase, (ulong)gate.Agent, Bits(gate.Level)]);
            }

            return StateHash.Of([.. words]);

            static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
        }
    }

    /// <summary>Puts it back.</summary>
    public void Restore(Microenvironment here)
    {
        Progress.CopyTo(here.Progress, 0);
        Hazard.CopyTo(here.Hazard, 0);
        Gates.CopyTo(here.Gates, 0);
    }
}
