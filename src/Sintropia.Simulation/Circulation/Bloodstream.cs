using Sintropia.Biology.Chance;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Circulation;

/// <summary>The blood of an organism: takes doses, carries them to the organs, and brings to each tissue what its cells feel. It knows counts of cells and no cell, so it works the same wherever they are.</summary>
public sealed class Bloodstream
{
    private readonly OrganismPlan _plan;
    private readonly CirculationPlan _circulation;
    private readonly Stream[] _streams;
    private readonly (Administration Dose, int Stream)[] _doses;
    private readonly double[] _shares;
    private readonly RuleMemory[][] _rules;
    private readonly int[] _organs;

    /// <summary>Blood that carries nothing yet.</summary>
    /// <param name="plan">The plan of the organism, with a circulation.</param>
    /// <exception cref="ArgumentException">A tissue lies in no organ of the body, or a dose is of an agent that blood does not carry.</exception>
    public Bloodstream(OrganismPlan plan)
    {
        (_plan, _circulation) = (plan, plan.Circulation ?? throw new ArgumentException("The plan has no circulation. Ask for the blood of those that have one."));
        _streams = [.. _circulation.Carried.Select(c => new Stream(_circulation.Physiology, c))];
        _doses = [.. plan.Interventions.OfType<Administration>().Select(d => (d, Array.FindIndex(_streams, s => s.Agent == d.Agent)))];
        if (_doses.FirstOrDefault(d => d.Stream < 0) is { Dose: { } astray })
            throw new ArgumentException($"A dose of {plan.Agents[astray.Agent].Name} is given into the body, and nothing says what blood does with it. Give it kinetics.");
        _shares = new double[_doses.Length];
        _rules = [.. _doses.Select(d => new RuleMemory[d.Dose.Rules.Count])];
        _organs = [.. plan.Tissues.Select(t => _circulation.Has(t.Organ)
            ? _circulation.Physiology.Find(t.Organ)
            : throw new ArgumentException($"The tissue {t.Name} lies in the organ {t.Organ}, which the body does not have; it has {string.Join(", ", _circulation.Physiology.Organs.Select(o => o.Name))} and {CirculationPlan.Blood}."))];
    }

    /// <summary>The hash of all of it, by names of agents.</summary>
    public UInt128 Fingerprint
    {
        get
        {
            UInt128 sum = 0;
            foreach (var stream in _streams) sum += stream.Fingerprint(_plan.Agents[stream.Agent]);
            for (var i = 0; i < _doses.Length; i++)
                sum += StateHash.Of([(ulong)i, BitConverter.DoubleToUInt64Bits(_shares[i]), .. _rules[i].SelectMany(r => new[] { (ulong)(r.Holds ? 1 : 0), (ulong)r.Times, (ulong)r.Kept })]);
            return sum;
        }
    }

    /// <summary>Flows through a tick. Function of organs and rules of dosing follow the counts at its start.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <param name="cells">Cells of each tissue in each phase at its start; shape [tissues][cell types, phases], row-major.</param>
    public Supply Advance(long tick, IReadOnlyList<long[]> cells)
    {
        var (hepatic, renal) = (_circulation.Function(Elimination.Hepatic, cells), _circulation.Function(Elimination.Renal, cells));
        var levels = new List<double[]>(1);
        var (start, end) = (_plan.TimeOf(tick), _plan.TimeOf(tick + 1));
        foreach (var stream in _streams) stream.BeginTick(hepatic, renal, Made(stream.Agent, cells));
        var from = start;
        foreach (var to in _plan.Intervals(tick))
        {
            // A whole tick has one length, whatever rounding its ends have: the propagator is that of the tick before.
            var hours = from == start && to == end && end < _plan.Duration ? _plan.Tick : to - from;
            Give(from, to, cells);
            foreach (var stream in _streams) stream.Flow(hours);
            levels.Add(Brought());
            from = to;
        }

        foreach (var stream in _streams) stream.EndTick();
        return new([.. levels], _plan.Agents.Count);
    }

    /// <summary>What it looks like now.</summary>
    public BloodRecord Observe() => new([.. _streams.Select(s => s.Observe(_doses.Zip(_rules).Where(d => d.First.Dose.Agent == s.Agent).Sum(d => d.Second.Sum(r => r.Kept))))], Fingerprint);

    /// <summary>Its state, for a checkpoint.</summary>
    public BloodState Save() => new()
    {
        Amounts = [.. _streams.Select(s => s.Amounts.ToArray())],
        Effects = [.. _streams.Select(s => s.Effects.ToArray())],
        Means = [.. _streams.Select(s => s.Means.ToArray())],
        Given = [.. _streams.Select(s => s.Given)],
        Areas = [.. _streams.Select(s => s.Area)],
        Shares = [.. _shares],
        Rules = [.. _rules.Select(r => r.ToArray())],
    };

    /// <summary>Takes up a state from a checkpoint. A branch may have more doses than what it was forked off.</summary>
    /// <exception cref="InvalidDataException">The state is of another body.</exception>
    public void Restore(BloodState state)
    {
        if (state.Amounts.Length != _streams.Length || state.Shares.Length > _doses.Length || state.Amounts.Where((a, i) => a.Length != _streams[i].Amounts.Length).Any())
            throw new InvalidDataException($"The checkpoint's blood carries {state.Amounts.Length} substances and knows {state.Shares.Length} doses; the plan's carries {_streams.Length} and knows {_doses.Length}. Resume with the scenario that the run was started with.");
        for (var i = 0; i < _streams.Length; i++) _streams[i].Restore(state.Amounts[i], state.Effects[i], state.Means[i], state.Given[i], state.Areas[i]);
        state.Shares.CopyTo(_shares, 0);
        for (var i = 0; i < state.Rules.Length; i++) state.Rules[i].CopyTo(_rules[i], 0);
    }

    private void Give(double from, double to, IReadOnlyList<long[]> cells)
    {
        for (var i = 0; i < _doses.Length; i++)
        {
            var (dose, stream) = _doses[i];
            foreach (var _ in dose.Schedule.Onsets(from, to))
            {
                _shares[i] = Share(i, dose, cells);
                if (dose.Route != Route.Infusion) _streams[stream].Give(dose.Route, dose.Amount * _shares[i]);
            }

            var (rate, slope) = dose.Inflow(from, to);
            if (rate != 0 || slope != 0) _streams[stream].Infuse(rate * _shares[i], slope * _shares[i]);
        }
    }

    /// <summary>Share of a dose that is given: nought if a rule keeps it back, less than all where one did before and reduces.</summary>
    private double Share(int number, Administration dose, IReadOnlyList<long[]> cells)
    {
        var share = 1.0;
        for (var rule = 0; rule < dose.Rules.Count; rule++)
        {
            var memory = _rules[number][rule] = dose.Rules[rule].Look(_rules[number][rule], Measured(dose.Rules[rule].Measure, cells));
            if (memory.Holds) share = 0;
            for (var i = 0; i < memory.Times; i++) share *= dose.Rules[rule].Reduction;
        }

        return share;
    }

    private double Measured(Measure measure, IReadOnlyList<long[]> cells)
    {
        if (measure.Agent >= 0) return _streams[Array.FindIndex(_streams, s => s.Agent == measure.Agent)].Plasma;
        var living = 0L;
        for (var tissue = 0; tissue < cells.Count; tissue++)
            if (measure.Tissue < 0 || measure.Tissue == tissue) living += CirculationPlan.Living(cells[tissue], measure.CellTypes);
        return living * measure.PerCell;
    }

    /// <summary>What cells of each tissue make of an agent per hour, by organ; the last place is the blood's.</summary>
    private double[]? Made(int agent, IReadOnlyList<long[]> cells)
    {
        var secretion = _plan.Agents[agent].Secretion;
        if (secretion.Count == 0) return null;
        var made = new double[_circulation.Physiology.Organs.Count + 1];
        for (var tissue = 0; tissue < cells.Count; tissue++)
            for (var type = 0; type < _plan.CellTypes.Count; type++)
                if (secretion.TryGetValue(_plan.CellTypes[type].Name, out var rate))
                    made[_organs[tissue] < 0 ? ^1 : _organs[tissue]] += rate * CirculationPlan.Living(cells[tissue], [type]) * _plan.Tissues[tissue].Scale;
        return made;
    }

    private double[] Brought()
    {
        var agents = _plan.Agents.Count;
        var levels = new double[_organs.Length * agents];
        Array.Fill(levels, double.NaN);
        for (var tissue = 0; tissue < _organs.Length; tissue++)
            foreach (var stream in _streams) levels[tissue * agents + stream.Agent] = stream.Unbound(_organs[tissue]);
        return levels;
    }
}
