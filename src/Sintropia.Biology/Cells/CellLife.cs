using System.Runtime.CompilerServices;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Cells;

/// <summary>The law of a cell: what happens to it next, and when. Both runtimes apply this and nothing else.</summary>
/// <param name="types">The cell types of the scenario; a cell's type is an index here.</param>
/// <param name="draws">The run's chance.</param>
public sealed class CellLife(IReadOnlyList<CellType> types, Draws draws)
{
    private readonly CellType[] _types = [.. types];
    private readonly bool _mutates = types.Any(t => t.Mutations.Count > 0);

    /// <summary>The cell types.</summary>
    public IReadOnlyList<CellType> Types => _types;

    /// <summary>The run's chance.</summary>
    public Draws Draws => draws;

    /// <summary>The law of what cells express; null in a run without expression.</summary>
    public CellExpression? Expression { get; init; }

    /// <summary>Lets a cell live through its next event, if that comes by the end of the interval.</summary>
    /// <param name="cell">The cell; after a division its first daughter.</param>
    /// <param name="marks">Its marks.</param>
    /// <param name="here">What it feels.</param>
    /// <param name="surroundings">What cells of other types feel, for daughters that differ.</param>
    /// <param name="until">End of the interval, h.</param>
    /// <param name="time">When the event happened, h.</param>
    /// <param name="newborn">The second daughter of a division.</param>
    public CellEvent Next(ref Cell cell, ref Marks marks, Microenvironment here, Surroundings surroundings, double until, out double time, ref Newborn newborn)
    {
        var phase = (int)cell.Phase;
        double finishes;
        if (cell.Is(CellTraits.Held))
        {
            finishes = here.Released.Has(cell.Phase) && Passes(in cell, here) ? Math.Max(cell.Entered, here.Start) : double.PositiveInfinity;
        }
        else
        {
            ref readonly var progress = ref here.Progress[phase];
            finishes = progress.At(until) >= marks.Due && progress.Rate > 0 ? Within(progress.Reaches(marks.Due), cell.Entered, until) : double.PositiveInfinity;
        }

        ref readonly var hazard = ref here.Hazard[phase];
        var strikes = hazard.At(until) >= marks.Fatal && hazard.Rate > 0 ? Within(hazard.Reaches(marks.Fatal), cell.Entered, until) : double.PositiveInfinity;

        if (strikes < finishes)
        {
            time = strikes;
            return Strike(ref cell, ref marks, here, time);
        }

        time = finishes;
        return finishes <= until ? Finish(ref cell, ref marks, here, surroundings, time, ref newborn) : CellEvent.None;
    }

    /// <summary>Puts a cell into a phase and draws the work that it takes.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="phase">The phase it enters.</param>
    /// <param name="time">When, h.</param>
    /// <param name="here">What it feels there.</param>
    /// <param name="reserve">Cumulative hazard that it can still survive.</param>
    public Marks Enter(ref Cell cell, Phase phase, double time, Microenvironment here, double reserve)
    {
        cell.Phase = phase;
        cell.Entered = time;
        cell.Visits++;
        var work = Work(in cell, phase, phase.IsLiving() ? Purpose.Work : Purpose.Clearance, cell.Visits);
        return new(here.Progress[(int)phase].At(time) + work, phase.IsLiving() ? here.Hazard[(int)phase].At(time) + reserve : double.PositiveInfinity);
    }

    /// <summary>The work (h) of a phase at a cell's pace.</summary>
    public double Work(in Cell cell, Phase phase, Purpose purpose, ulong visit)
    {
        var type = _types[cell.Type];
        var law = type.Law(phase);
        var pace = phase.IsLiving() ? type.Pace(phase) : null;
        return pace is null
            ? law.Draw(draws, cell.Id, purpose, visit << 16)
            : pace.Work(law, phase <= Phase.G1 ? cell.EarlyPace : cell.LatePace, draws, cell.Id, purpose, visit << 16);
    }

    /// <summary>Lets an intervention that reaches some of the cells choose this one or pass it by; a chosen one, and all that descend from it, feel the surroundings of their larger subset from now on.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="marks">Its marks; on the clocks of its new group, what is left of its work and of its reserve stays.</param>
    /// <param name="target">Whom the intervention reaches.</param>
    /// <param name="intervention">Its number in the scenario.</param>
    /// <param name="bit">Its bit in a cell's subset.</param>
    /// <param name="surroundings">What cells feel; holds the group of the larger subset.</param>
    /// <param name="time">When, h.</param>
    public void Choose(ref Cell cell, ref Marks marks, Target target, int intervention, int bit, Surroundings surroundings, double time)
    {
        if (!target.Reaches(_types[cell.Type].Name) || !target.Chooses(cell.Id, draws.Uniform(cell.Id, Purpose.Fraction, (ulong)intervention))) return;
        var (from, phase) = (surroundings.Of(surroundings.Group(cell.Type, cell.Subset)), (int)cell.Phase);
        cell.Subset |= (byte)(1 << bit);
        var to = surroundings.Of(surroundings.Group(cell.Type, cell.Subset));
        if (from.Progress[phase] == to.Progress[phase] && from.Hazard[phase] == to.Hazard[phase]) return;
        marks = new(to.Progress[phase].At(time) + (marks.Due - from.Progress[phase].At(time)), to.Hazard[phase].At(time) + (marks.Fatal - from.Hazard[phase].At(time)));
    }

    /// <summary>Whether a cell leaves its tissue between two ticks.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="migration">How cells of its type do.</param>
    /// <param name="tick">Number of the tick that begins: the index of the draw.</param>
    /// <param name="from">Start of the tick that is over, h.</param>
    /// <param name="to">Its end, h.</param>
    public bool Leaves(in Cell cell, Migration migration, long tick, double from, double to) =>
        cell.Type == migration.Type && cell.Phase.IsLiving() && draws.Uniform(cell.Id, Purpose.Migration, (ulong)tick) < migration.Probability(cell.Birth, from, to);

    /// <summary>Takes a cell out of a tissue: what is left of its work and of its reserve, free of the tissue's clocks. Who was held behind a phase is done with it, and asks for passage again where it arrives.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="marks">Its marks there.</param>
    /// <param name="there">What it felt.</param>
    /// <param name="time">When, h.</param>
    public static Marks Leave(ref Cell cell, Marks marks, Microenvironment there, double time)
    {
        var phase = (int)cell.Phase;
        var due = cell.Is(CellTraits.Held) ? 0 : marks.Due - there.Progress[phase].At(time);
        cell.Traits &= ~CellTraits.Held;
        return new(due, marks.Fatal - there.Hazard[phase].At(time));
    }

    /// <summary>Puts a cell on the clocks of the tissue that it comes into.</summary>
    /// <param name="phase">Its phase.</param>
    /// <param name="left">What is left of its work and reserve.</param>
    /// <param name="here">What it feels from now on.</param>
    /// <param name="time">When, h.</param>
    public static Marks Arrive(Phase phase, Marks left, Microenvironment here, double time) => new(here.Progress[(int)phase].At(time) + left.Due, here.Hazard[(int)phase].At(time) + left.Fatal);

    /// <summary>Hits a living cell with a fraction of radiation, and dooms it with a probability.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="marks">Its marks.</param>
    /// <param name="lethal">Probability of a lethal hit, 0 to 1.</param>
    /// <param name="pulse">Which fraction of which intervention: the index of the draw.</param>
    /// <param name="here">What it feels.</param>
    /// <param name="time">When, h.</param>
    public CellEvent Irradiate(ref Cell cell, ref Marks marks, double lethal, ulong pulse, Microenvironment here, double time) =>
        cell.Phase.IsLiving() && draws.Uniform(cell.Id, Purpose.Radiation, pulse) < lethal ? Doom(ref cell, ref marks, here, time) : CellEvent.None;

    /// <summary>Sends a lethally hit cell to its death, now or at its next mitosis.</summary>
    public CellEvent Doom(ref Cell cell, ref Marks marks, Microenvironment here, double time)
    {
        if (_types[cell.Type].Radiosensitivity is { PromptDeath: true })
        {
            Leave(ref cell, time);
            cell.Traits &= ~CellTraits.Held;
            marks = Enter(ref cell, Phase.Apoptotic, time, here, 0);
            return CellEvent.Apoptosis;
        }

        cell.Traits |= CellTraits.Doomed;
        return CellEvent.None;
    }

    // An event cannot come before the phase was entered or after the interval; rounding of the clocks could say so by one part in 10¹⁶.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Within(double time, double from, double until) => time < from ? from : time > until ? until : time;

    private CellEvent Finish(ref Cell cell, ref Marks marks, Microenvironment here, Surroundings surroundings, double time, ref Newborn newborn)
    {
        if (here.IsGated(cell.Phase) && !cell.Is(CellTraits.Held) && !Passes(in cell, here))
        {
            cell.Traits |= CellTraits.Held;
            return CellEvent.Held;
        }

        cell.Traits &= ~CellTraits.Held;
        if (!cell.Phase.IsLiving()) return CellEvent.Cleared;
        if (_types[cell.Type].Cycle is not { } cycle)
        {
            // What never cycles has a life span instead of a rest.
            Leave(ref cell, time);
            marks = Enter(ref cell, Phase.Apoptotic, time, here, 0);
            return CellEvent.Apoptosis;
        }

        if ((cell.Phase == Phase.G0 ? cycle.First : cycle.Next(cell.Phase)) is { } phase)
        {
            var reserve = Reserve(in cell, in marks, here, time);
            Leave(ref cell, time);
            marks = Enter(ref cell, phase, time, here, reserve);
            return CellEvent.Progressed;
        }

        if (cell.Is(CellTraits.Doomed))
        {
            Leave(ref cell, time);
            marks = Enter(ref cell, Phase.MitoticDeath, time, here, 0);
            return CellEvent.MitoticDeath;
        }

        Divide(ref cell, ref marks, here, surroundings, time, ref newborn);
        return CellEvent.Divided;
    }

    private CellEvent Strike(ref Cell cell, ref Marks marks, Microenvironment here, double time)
    {
        var outcome = Competing(in cell, here);
        Leave(ref cell, time);
        cell.Traits &= ~CellTraits.Held;
        var arrested = outcome == Outcome.Slippage && Remembers(in cell, cell.Id, time - cell.Entered);
        if (outcome == Outcome.Slippage) cell.Traits |= CellTraits.Tetraploid;
        var phase = arrested ? Phase.Senescent : outcome.LeadsTo() ?? _types[cell.Type].Cycle!.First;
        // What struck was survived: the cell draws anew what it can bear.
        var reserve = phase.IsLiving() ? draws.Exponential(cell.Id, Purpose.Survival, cell.Visits) : 0;
        marks = Enter(ref cell, phase, time, here, reserve);
        return outcome.Event();
    }

    private void Divide(ref Cell cell, ref Marks marks, Microenvironment here, Surroundings surroundings, double time, ref Newborn newborn)
    {
        var mitosis = time - cell.Entered;
        Leave(ref cell, time);
        newborn.Mother = cell;
        ref readonly var mother = ref newborn.Mother;
        var type = _types[mother.Type];
        var rounds = Math.Min(mother.Rounds + 1, byte.MaxValue);
        var hierarchy = type.Hierarchy;
        var (first, second) = ReferenceEquals(hierarchy, Hierarchy.Flat)
            ? (mother.Type, mother.Type)
            : hierarchy.Daughters(mother.Type, rounds, here.Renewal, draws.Uniform(mother.Id, Purpose.DivisionFate));
        // A mutant has behind it the rounds that its sister has.
        var (roundsFirst, roundsSecond) = (first == mother.Type ? rounds : 0, second == mother.Type ? rounds : 0);
        if (_mutates) (first, second) = (Mutated(first, mother.Id.Daughter(0)), Mutated(second, mother.Id.Daughter(1)));
        var (sharedEarly, sharedLate) = IsPaced(_types[first]) || IsPaced(_types[second]) ? draws.Normals(mother.Id, Purpose.SharedPace) : (0, 0);
        Bear(out newborn.Cell, in mother, 1, (byte)second, roundsSecond, time, sharedEarly, sharedLate);
        newborn.Marks = Begin(ref newborn.Cell, second == mother.Type ? here : surroundings.Of(surroundings.Group((byte)second, mother.Subset)), mitosis, time);
        Bear(out cell, in mother, 0, (byte)first, roundsFirst, time, sharedEarly, sharedLate);
        marks = Begin(ref cell, first == mother.Type ? here : surroundings.Of(surroundings.Group((byte)first, mother.Subset)), mitosis, time);
    }

    private void Bear(out Cell daughter, in Cell mother, int which, byte type, int rounds, double time, double sharedEarly, double sharedLate)
    {
        daughter = default;
        daughter.Id = mother.Id.Daughter(which);
        daughter.Birth = time;
        daughter.Clone = mother.Clone;
        daughter.Generation = (ushort)Math.Min(mother.Generation + 1, ushort.MaxValue);
        daughter.Type = type;
        daughter.Subset = mother.Subset;
        daughter.Traits = (which == 1 ? CellTraits.SecondDaughter : 0) | (mother.Traits & CellTraits.Tetraploid);
        daughter.Rounds = (byte)rounds;
        var law = _types[type];
        if (!IsPaced(law)) return;
        var (ownEarly, ownLate) = draws.Normals(daughter.Id, Purpose.OwnPace);
        daughter.EarlyPace = law.EarlyPace?.Inherit(mother.EarlyPace, sharedEarly, ownEarly) ?? 0;
        daughter.LatePace = law.LatePace?.Inherit(mother.LatePace, sharedLate, ownLate) ?? 0;
    }

    private int Mutated(int type, CellId newborn)
    {
        var mutations = _types[type].Mutations;
        return mutations.Count == 0 ? type : Mutation.Of(mutations, type, draws.Uniform(newborn, Purpose.Mutation));
    }

    private static bool IsPaced(CellType type) => type.EarlyPace is not null || type.LatePace is not null;

    private Marks Begin(ref Cell newborn, Microenvironment here, double mitosis, double time)
    {
        var type = _types[newborn.Type];
        var phase = type.Cycle is not { } cycle || Rests(in newborn, type, here) ? Phase.G0 : cycle.First;
        if (Remembers(in newborn, newborn.Id, mitosis)) phase = Phase.Senescent;
        return Enter(ref newborn, phase, time, here, draws.Exponential(newborn.Id, Purpose.Survival));
    }

    private bool Rests(in Cell newborn, CellType type, Microenvironment here)
    {
        var probability = 1 - (1 - type.Quiescence.Probability) * (1 - here.Rest);
        return probability > 0 && draws.Uniform(newborn.Id, Purpose.Quiescence) < probability;
    }

    private bool Remembers(in Cell cell, CellId id, double mitosis) => _types[cell.Type].MitoticMemory is { } memory
        && mitosis > memory.Threshold && draws.Uniform(id, Purpose.MitoticMemory, cell.Visits) < memory.Probability;

    /// <summary>A share of cells, not of their time, is held: each has one tolerance to each agent for life, so a Hill curve over doses is the distribution of tolerances.</summary>
    private bool Passes(in Cell cell, Microenvironment here)
    {
        foreach (var gate in here.Gates[(int)cell.Phase])
            if (draws.Uniform(cell.Id, Purpose.Tolerance, gate.Agent) < gate.Level) return false;
        return true;
    }

    private Outcome Competing(in Cell cell, Microenvironment here)
    {
        var rates = here.Rates.AsSpan((int)cell.Phase * Outcomes.Count, Outcomes.Count);
        double total = 0;
        var last = 0;
        for (var i = 0; i < rates.Length; i++)
        {
            total += rates[i];
            if (rates[i] > 0) last = i;
        }

        var below = draws.Uniform(cell.Id, Purpose.Outcome, cell.Visits) * total;
        for (var i = 0; i < last; i++)
        {
            below -= rates[i];
            if (below < 0) return (Outcome)i;
        }

        return (Outcome)last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Reserve(in Cell cell, in Marks marks, Microenvironment here, double time) => Math.Max(0, marks.Fatal - here.Hazard[(int)cell.Phase].At(time));

    private static void Leave(ref Cell cell, double time)
    {
        var hours = (float)(time - cell.Entered);
        switch (cell.Phase)
        {
            case Phase.G0: cell.HoursG0 += hours; break;
            case Phase.G1: cell.HoursG1 += hours; break;
            case Phase.S: cell.HoursS += hours; break;
            case Phase.G2: cell.HoursG2 += hours; break;
        }
    }
}
