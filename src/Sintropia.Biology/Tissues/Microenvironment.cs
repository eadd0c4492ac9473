using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tissues;

/// <summary>What cells of one type and susceptibility feel in a tissue: a clock of progress and one of hazard for each phase, and what holds or diverts them. Constant between two changes, shared by all its cells.</summary>
public sealed class Microenvironment
{
    private static readonly GateLevel[] Open = [];

    /// <summary>An undisturbed microenvironment.</summary>
    /// <param name="time">When its clocks start, h.</param>
    public Microenvironment(double time)
    {
        Array.Fill(Progress, new PhaseClock(time, 0, 1));
        Array.Fill(Hazard, new PhaseClock(time, 0, 0));
        Array.Fill(Gates, Open);
    }

    /// <summary>Clock of progress; shape [phases].</summary>
    public PhaseClock[] Progress { get; } = new PhaseClock[Phases.Count];

    /// <summary>Clock of cumulative hazard of all outcomes; shape [phases].</summary>
    public PhaseClock[] Hazard { get; } = new PhaseClock[Phases.Count];

    /// <summary>Hazard of each outcome, 1/h; shape [phases, outcomes], row-major.</summary>
    public double[] Rates { get; } = new double[Phases.Count * Outcomes.Count];

    /// <summary>Checkpoints behind each phase; shape [phases][agents].</summary>
    public GateLevel[][] Gates { get; } = new GateLevel[Phases.Count][];

    /// <summary>Phases whose checkpoint opened at the start of this interval, so that held cells try again.</summary>
    public PhaseSet Released { get; set; }

    /// <summary>Start of the interval, h.</summary>
    public double Start { get; set; }

    /// <summary>Additional probability that a newborn rests, 0 to 1: it rests if its own branch or this says so.</summary>
    public double Rest { get; set; }

    /// <summary>Factor on the renewal of stem cells, 0 to 1.</summary>
    public double Renewal { get; set; } = 1;

    /// <summary>Whether an agent holds anything behind the phase.</summary>
    public bool IsGated(Phase phase) => Gates[(int)phase].Length > 0;

    /// <summary>A copy whose clocks go on alike.</summary>
    public Microenvironment Copy()
    {
        var copy = new Microenvironment(0) { Released = Released, Start = Start, Rest = Rest, Renewal = Renewal };
        Progress.CopyTo(copy.Progress, 0);
        Hazard.CopyTo(copy.Hazard, 0);
        Rates.CopyTo(copy.Rates, 0);
        Gates.CopyTo(copy.Gates, 0);
        return copy;
    }
}
