using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Numerics;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Cells;

/// <summary>Makes the founders of a population, each from its own draws.</summary>
/// <param name="life">The law of the cells.</param>
/// <param name="type">Their type, as its index.</param>
/// <param name="founding">Where in the cycle they stand.</param>
public sealed class Founders(CellLife life, int type, Founding founding)
{
    private const int MostAttempts = 100_000;
    private readonly CellType _type = life.Types[type];
    private readonly StableGrowth _growth = StableGrowth.Of(life.Types[type], life.Types[type].Hierarchy.Renewed(type) * (1 - life.Types[type].Mutations.Sum(m => m.Probability)));

    /// <summary>One founder.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="clone">Its number in the tissue.</param>
    /// <param name="here">What it feels at the start.</param>
    /// <param name="time">Start of the run, h.</param>
    /// <param name="marks">Its marks.</param>
    public Cell Make(CellId id, uint clone, Microenvironment here, double time, out Marks marks) => Make(id, clone, here, time, PhaseSet.Living, out marks);

    /// <summary>One founder that was met in one of some phases.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="clone">Its number in the tissue.</param>
    /// <param name="here">What it feels at the start.</param>
    /// <param name="time">Start of the run, h.</param>
    /// <param name="among">Phases in which it may stand, for a population founded <see cref="Founding.Asynchronous"/>; the others say themselves where it stands.</param>
    /// <param name="marks">Its marks.</param>
    /// <exception cref="ArgumentException">In a growing culture no cell of the type is in any of these phases.</exception>
    public Cell Make(CellId id, uint clone, Microenvironment here, double time, PhaseSet among, out Marks marks)
    {
        var cell = new Cell { Id = id, Clone = clone, Type = (byte)type, Birth = time };
        var phase = Standing(id, among);
        var (work, age) = founding == Founding.Asynchronous ? InProgress(ref cell, phase) : (0, 0);
        var past = Past(ref cell, phase);
        cell.Birth = time - (past + age);
        marks = life.Enter(ref cell, phase, time, here, life.Draws.Exponential(id, Purpose.Survival));
        if (founding != Founding.Asynchronous || double.IsPositiveInfinity(work)) return cell;
        cell.Entered = time - age;
        marks = marks with { Due = here.Progress[(int)phase].At(time) + (work - age) };
        return cell;
    }

    private Phase Standing(CellId id, PhaseSet among)
    {
        var cycle = _type.Cycle;
        if (cycle is null || founding == Founding.Resting) return Phase.G0;
        if (founding == Founding.StartOfS) return cycle.Has(Phase.S) ? Phase.S : cycle.First;
        if (founding == Founding.StartOfM) return cycle.Last;
        if (founding == Founding.Newborn) return cycle.First;
        var below = life.Draws.Uniform(id, Purpose.FounderPhase);
        if ((among & PhaseSet.Living) != PhaseSet.Living) below *= StableShare(among);
        var last = cycle.Last;
        for (var phase = Phase.G0; phase <= cycle.Last; phase++)
        {
            if (!among.Has(phase) || _growth.Fractions[(int)phase] == 0) continue;
            below -= _growth.Fractions[(int)phase];
            if (below < 0) return phase;
            last = phase; // where rounding leaves a little
        }

        return last;
    }

    /// <summary>Share of a growing culture that stands in some phases.</summary>
    private double StableShare(PhaseSet among)
    {
        double share = 0;
        for (var phase = Phase.G0; phase < Phase.Senescent; phase++)
            if (among.Has(phase)) share += _growth.Fractions[(int)phase];
        return share > 0 ? share : throw new ArgumentException($"No cell of type {_type.Name} is ever in {among}, and a founder was found there. Give the type these phases, or found it on other cells.");
    }

    /// <summary>Work and age of a cell met in the middle of a phase: density f(T)·e^(−g·age) on age &lt; T.</summary>
    /// <remarks>By rejection: T from its law, kept with probability 1 − e^(−gT), then the age from the truncated exponential. The pace is drawn with T, so slow families are met more often, as they are in a culture.</remarks>
    private (double Work, double Age) InProgress(ref Cell cell, Phase phase)
    {
        var draws = life.Draws;
        var law = _type.Law(phase);
        if (double.IsPositiveInfinity(law.Mean)) return (double.PositiveInfinity, 0);

        // A shrinking culture has no bound to reject against; it is met as a nearly stationary one, which its first cycle corrects.
        var rate = Math.Max(_growth.AgeRate(phase), 1e-3 / law.Mean);
        for (ulong attempt = 1; attempt < MostAttempts; attempt++)
        {
            (cell.EarlyPace, cell.LatePace) = Paces(cell.Id, attempt);
            var work = life.Work(in cell, phase, Purpose.FounderPace, attempt << 8);
            var kept = 1 - Elementary.Exp(-rate * work);
            var (keep, when) = draws.Uniforms(cell.Id, Purpose.FounderAge, attempt);
            if (keep < kept || (law is FixedDuration && _type.Pace(phase) is null)) return (work, -Elementary.Log1p(-when * kept) / rate);
        }

        throw new InvalidOperationException($"No founder of type {_type.Name} could be placed in {phase.Name()}: its durations ({law.Mean} h on average) are too short for the growth rate {_growth.Rate} 1/h. Check the phase's unit.");
    }

    private (double Early, double Late) Paces(CellId id, ulong attempt)
    {
        if (_type.EarlyPace is null && _type.LatePace is null) return (0, 0);
        var (early, late) = life.Draws.Normals(id, Purpose.FounderPace, (attempt << 24) | 0xFFFFFF);
        return (_type.EarlyPace is null ? 0 : early, _type.LatePace is null ? 0 : late);
    }

    /// <summary>Lives the phases before the one in which a founder stands, so that it has a birth and durations like any cell.</summary>
    private double Past(ref Cell cell, Phase phase)
    {
        if (founding != Founding.Asynchronous) (cell.EarlyPace, cell.LatePace) = Paces(cell.Id, 0);
        if (_type.Cycle is not { } cycle || phase == Phase.G0) return 0;
        double past = 0;
        foreach (var (earlier, _) in cycle.PhaseDurations)
        {
            if (earlier >= phase) break;
            cell.Visits++;
            var work = founding == Founding.Asynchronous ? Behind(ref cell, earlier, phase) : life.Work(in cell, earlier, Purpose.Work, cell.Visits);
            past += work;
            if (earlier == Phase.G1) cell.HoursG1 = (float)work;
            else if (earlier == Phase.S) cell.HoursS = (float)work;
            else cell.HoursG2 = (float)work;
        }

        return past;
    }

    /// <summary>Work of a phase that a cell met in a growing culture has behind it: density f(T)·e^(−gT), since who took long was born when there were fewer.</summary>
    /// <remarks>Where that phase listens to another pace than the one in progress, its pace is drawn along, and handed down to the daughters.</remarks>
    private double Behind(ref Cell cell, Phase phase, Phase standing)
    {
        var rate = Math.Max(_growth.AgeRate(phase), 0);
        var redraws = phase == Phase.G1 && standing > Phase.G1 && _type.EarlyPace is not null;
        for (ulong attempt = 1; attempt < MostAttempts; attempt++)
        {
            if (redraws) cell.EarlyPace = Paces(cell.Id, MostAttempts + attempt).Early;
            // Beside the attempts at the phase in progress, which leave the low 8 bits free.
            var index = (attempt << 8) | ((ulong)phase + 1);
            var work = life.Work(in cell, phase, Purpose.FounderPace, index);
            if (rate == 0 || _type.Law(phase) is FixedDuration || life.Draws.Uniform(cell.Id, Purpose.FounderAge, index << 16) < Elementary.Exp(-rate * work)) return work;
        }

        throw new InvalidOperationException($"No founder of type {_type.Name} could have {phase.Name()} behind it: its duration ({_type.Law(phase).Mean} h on average) is too long for the growth rate {_growth.Rate} 1/h. Check the phase's unit.");
    }
}
