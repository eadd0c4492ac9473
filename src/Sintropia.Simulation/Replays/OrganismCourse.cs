using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Replays;

/// <summary>What the cells of an organism felt, tick by tick, without the cells: worked out anew from the plan and, where cells are coupled, from how many there were. It is kept, so that many cells can be replayed against it.</summary>
public sealed class OrganismCourse
{
    private readonly OrganismPlan _past;
    private readonly long _fork;
    private readonly Func<long, IReadOnlyList<long[]>> _living;
    private readonly bool _coupled;
    private readonly List<(IReadOnlyList<Scene> Scenes, TickExposure? Exposed, Surroundings? After)[]> _ticks = [];
    private OrganismPlan _now;
    private Milieu[] _milieus;
    private Bloodstream? _blood;

    /// <summary>The course of an organism.</summary>
    /// <param name="plan">What it was made from.</param>
    /// <param name="living">Living cells of each tissue at the start of a tick, shape [tissues][cell types]; asked for one tick after the other, and only where cells are coupled.</param>
    /// <param name="past">The plan that held before a fork; null where there was none.</param>
    /// <param name="fork">The first tick of the plan itself; 0 without a fork.</param>
    public OrganismCourse(OrganismPlan plan, Func<long, IReadOnlyList<long[]>> living, OrganismPlan? past = null, long fork = 0)
    {
        (Plan, _past, _fork, _living) = (plan, past ?? plan, past is null ? 0 : fork, living);
        Life = plan.Life();
        _coupled = Couplings.Of(plan).Count > 0 || Couplings.Of(_past).Count > 0;
        _now = _past;
        _milieus = Milieus(_past);
        _blood = _past.Circulation is null ? null : new(_past);
        Untouched = [.. Milieus(_past).Select(m => m.Surroundings)];
        for (Ticks = 0; plan.TimeOf(Ticks) < plan.Duration; Ticks++)
        {
        }
    }

    /// <summary>What it was made from.</summary>
    public OrganismPlan Plan { get; }

    /// <summary>The law of its cells.</summary>
    public CellLife Life { get; }

    /// <summary>Ticks until its end.</summary>
    public long Ticks { get; }

    /// <summary>What cells of each tissue feel before anything has happened, as founders find it; shape [tissues].</summary>
    public IReadOnlyList<Surroundings> Untouched { get; }

    /// <summary>What the cells of a tissue lived through in a tick.</summary>
    public IReadOnlyList<Scene> Scenes(int tissue, long tick) => At(tick)[tissue].Scenes;

    /// <summary>What reached what they express in it.</summary>
    public TickExposure Exposed(int tissue, long tick) => At(tick)[tissue].Exposed ?? throw new InvalidOperationException("These cells express nothing: the plan has no expression.");

    /// <summary>Who leaves a tissue before a tick.</summary>
    public IReadOnlyList<Migration> Migrations(int tissue, long tick) => (tick < _fork ? _past : Plan).Tissues[tissue].Migrations;

    /// <summary>What cells of a tissue feel between a tick and the next, where cells go from tissue to tissue; those included who were chosen in another one.</summary>
    public Surroundings After(int tissue, long tick) => At(tick)[tissue].After ?? throw new InvalidOperationException("No cell of this plan leaves its tissue.");

    private (IReadOnlyList<Scene> Scenes, TickExposure? Exposed, Surroundings? After)[] At(long tick)
    {
        while (_ticks.Count <= tick) _ticks.Add(Next(_ticks.Count));
        return _ticks[(int)tick];
    }

    private (IReadOnlyList<Scene>, TickExposure?, Surroundings?)[] Next(long tick)
    {
        if (_fork > 0 && tick == _fork) TurnOff();
        var counts = _coupled ? Spread(_living(tick)) : [.. _now.Tissues.Select(_ => new long[_now.CellTypes.Count * Phases.Count])];
        var supply = _blood?.Advance(tick, counts);
        var lived = _milieus.Select((milieu, tissue) => (Scenes: milieu.Advance(tick, counts[tissue], supply?.To(tissue)), Exposed: _now.Expression is null ? null : milieu.Exposed(tick))).ToArray();
        var goes = Plan.HasMigrations || _past.HasMigrations;
        if (goes) AdmitAll();
        return [.. lived.Select((l, tissue) => (l.Scenes, l.Exposed, goes ? _milieus[tissue].Surroundings.Copy() : null))];
    }

    /// <summary>Whoever was chosen in one tissue may come into any other.</summary>
    private void AdmitAll()
    {
        var subsets = _milieus.SelectMany(m => Enumerable.Range(0, m.Surroundings.Count).Select(g => m.Surroundings.Key(g).Subset)).Distinct().ToArray();
        for (var more = true; more;)
        {
            var unions = subsets.SelectMany(a => subsets.Select(b => (byte)(a | b))).Distinct().ToArray();
            more = unions.Length > subsets.Length;
            subsets = unions;
        }

        foreach (var milieu in _milieus)
            foreach (var subset in subsets) milieu.Admit(subset);
    }

    /// <summary>From here on the organism lives by the plan of its branch, as one that is restored from the checkpoint of a fork does.</summary>
    private void TurnOff()
    {
        var events = new long[Plan.CellTypes.Count * CellEvents.Count];
        var states = _milieus.Select(m => m.Save(events, 0)).ToArray();
        var blood = _blood?.Save();
        _now = Plan;
        _milieus = Milieus(Plan);
        for (var i = 0; i < _milieus.Length; i++) _milieus[i].Restore(states[i]);
        if (blood is null) return;
        _blood = new(Plan);
        _blood.Restore(blood);
    }

    private Milieu[] Milieus(OrganismPlan plan) => [.. plan.Tissues.Select(t => new Milieu(t, plan, Life))];

    /// <summary>Whoever counts cells by phase counts the living together, so they may all stand in one.</summary>
    private IReadOnlyList<long[]> Spread(IReadOnlyList<long[]> living) => [.. living.Select(types =>
    {
        var counts = new long[types.Length * Phases.Count];
        for (var type = 0; type < types.Length; type++) counts[type * Phases.Count + (int)Phase.G1] = types[type];
        return counts;
    })];
}
