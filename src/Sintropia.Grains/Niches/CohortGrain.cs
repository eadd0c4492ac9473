using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Placement;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Watching;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Tissues;
using Sintropia.Simulation.Watching;

namespace Sintropia.Grains.Niches;

/// <summary>Tells the cells of one machine of ticks, each a grain of its own, and counts them.</summary>
/// <param name="bodies">Plans and checkpoints, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
[EvenPlacement]
public sealed class CohortGrain(Bodies bodies, Residents residents) : Resident(residents), ICohortGrain
{
    private const int MostAsked = 10_000; // cells under way at once: enough to fill a predictor's batches, few enough that memory does not follow the population

    private readonly List<Member> _members = [];
    private Body? _body;
    private Surroundings _surroundings = null!;
    private Carrying _carrying = null!;
    private long[] _events = [];
    private UInt128 _history;
    private List<byte[]> _ended = [];
    private CellsDeparted? _departed;
    private CellsArrived? _arrived; // before the next tick
    private BlockAdvanced? _last; // null while it lives through a tick: one that got stuck in the middle is lost

    private string Key => this.GetPrimaryKeyString();

    private TissueAddress Tissue => TissueAddress.Of(Key);

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Found(FoundBlock command)
    {
        if (_last is { Tick: 0 }) return _last;
        var milieu = await Begin(command.Carrying);
        var founding = _body!.Founding(Tissue.Number, command);
        await Take(0, founding.Found(command.First, command.Count, milieu.Surroundings), milieu.Surroundings);
        return Tell(0);
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Restore(RestoreBlock command)
    {
        if (_last?.Tick == command.Ticks) return _last;
        var milieu = await Begin(command.Carrying);
        milieu.Restore(StateJson.Read(command.Tissue));
        try
        {
            foreach (var niche in command.Niches)
                await Take(command.Ticks, NicheFiles.Read(bodies.Checkpoints(command.Checkpoint), command.Checkpoint.Name, niche.Niche, _body!.Life, milieu, false), milieu.Surroundings);
            return Tell(command.Ticks);
        }
        catch (CheckpointException torn) when (torn.IsTorn)
        {
            return BlockAdvanced.Stopped(Trouble.Torn, torn.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Advance(TickScenes scenes)
    {
        if (_last is null) throw new CellsLostException(Key, "holds no cells");
        if (_last.Tick == scenes.Tick + 1) return _last;
        if (_last.Tick != scenes.Tick) throw new CellsLostException(Key, $"is at tick {_last.Tick}, and is told of tick {scenes.Tick}");

        using var span = SimulationSpans.Niche("cohort", _members.Count, TraceParent.Current);
        TraceParent.Drop(); // single cells have no spans
        (_last, _ended) = (null, []);
        if (_arrived?.Tick == scenes.Tick) await Settle(_arrived);
        _arrived = null;
        var born = new Queue<BeginCell>();
        var asked = new ValueTask<CellLived>[Math.Min(MostAsked, _members.Count)];
        var kept = 0;
        using var expected = _body!.Predictor?.Expect(_members.Count); // so that the last question of a tick waits for nobody
        for (var first = 0; first < _members.Count; first += asked.Length)
        {
            var count = Math.Min(asked.Length, _members.Count - first);
            for (var i = 0; i < count; i++) asked[i] = _members[first + i].Grain.Live(scenes);
            for (var i = 0; i < count; i++)
                if (Hear(_members[first + i], await asked[i], scenes, born) is { } still) _members[kept++] = still;
        }

        _members.RemoveRange(kept, _members.Count - kept);
        await Bear(born, scenes);
        if (expected is not null) await expected.Answered();
        _surroundings = scenes.In(_body!)[^1].Surroundings;
        RunMeter.Stepped(Tissue.Organism.Run, _members.Count);
        return Tell(scenes.Tick + 1);
    }

    /// <inheritdoc/>
    public async Task<CellsDeparted> Depart(long tick)
    {
        if (_departed?.Tick == tick) return _departed;
        if (_last is null) throw new CellsLostException(Key, "holds no cells");
        if (_last.Tick != tick) throw new CellsLostException(Key, $"is at tick {_last.Tick}, and is told of tick {tick}");
        var (life, plan) = (_body!.Life, _body.Plan);
        var (migrations, from, to) = (plan.Tissues[Tissue.Number].Migrations, plan.TimeOf(tick - 1), plan.TimeOf(tick));
        var leaving = new List<Emigrant>();
        // Who was there for the whole tick leaves soonest, so that few cells have to say when they were born.
        foreach (var member in _members.Where(m => ((Phase)m.Phase).IsLiving() && migrations.Any(g => g.Type == m.Type && life.Draws.Uniform(m.Id, Purpose.Migration, (ulong)tick) < g.Probability(from, from, to))).ToArray())
        {
            var row = await member.Grain.Held() ?? throw new CellsLostException(Key, "has lost cells");
            var cell = CellBytes.State(row);
            if (migrations.FirstOrDefault(g => life.Leaves(in cell, g, tick, from, to)) is not { } migration) continue;
            var left = CellLife.Leave(ref cell, CellBytes.Marks(row), _surroundings.Of(_surroundings.Group(cell.Type, cell.Subset)), to);
            leaving.Add(new(migration.To, cell, left, CellBytes.Expression(row, life)));
            await member.Grain.Dissolve();
        }

        var gone = leaving.Select(e => e.Cell.Id).ToHashSet();
        _members.RemoveAll(m => gone.Contains(m.Id));
        return _departed = CellsDeparted.Of(tick, leaving);
    }

    /// <inheritdoc/>
    public Task Receive(CellsArrived command)
    {
        if (_last is null) throw new CellsLostException(Key, "holds no cells");
        _arrived = command;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<BlockSurveyed> Survey(int groups)
    {
        var niche = await Gather();
        var slots = new long[_surroundings.Count * Phases.Count * 2 * groups];
        var sum = niche.Survey(groups, slots) + _history;
        return new(sum, Simulation.Tissues.Tissue.ByGroup(slots, groups, _body!.Plan.CellTypes.Count, _surroundings));
    }

    /// <inheritdoc/>
    public async Task<BlockSaved> Save(CheckpointPlace checkpoint) =>
        BlockSaved.Of(NicheFiles.Write(bodies.Checkpoints(checkpoint), checkpoint.Name, Tissue.Number, TissueAddress.BlockOf(Key), await Gather(), checkpoint.Durable, Tissue.Organism.Epoch));

    /// <inheritdoc/>
    public async Task<byte[]> Rows()
    {
        var niche = await Gather();
        return CellRows.Of(niche.Cells);
    }

    /// <inheritdoc/>
    public async Task<byte[]> Express(ulong bound) => ExpressionRows.Of(await Gather(), bound);

    /// <inheritdoc/>
    public async Task<byte[]?> Find(CellIdentity id)
    {
        if (_last is null) throw new CellsLostException(Key, "holds no cells");
        return _members.FirstOrDefault(m => m.Id == id.Id) is { Grain: { } grain } ? await grain.Held() ?? throw new CellsLostException(Key, "has lost cells") : null;
    }

    /// <inheritdoc/>
    public async Task Dissolve()
    {
        foreach (var chunk in _members.Chunk(MostAsked)) await Task.WhenAll(chunk.Select(m => m.Grain.Dissolve().AsTask()));
        _members.Clear();
        DeactivateOnIdle();
    }

    private async Task<Milieu> Begin(Carrying carrying)
    {
        carrying.Agree(Key);
        _carrying = carrying;
        _body = await bodies.Of(Tissue.Organism);
        _events = new long[_body.Plan.CellTypes.Count * CellEvents.Count];
        _members.Clear(); // of an attempt that got stuck
        return _body.Milieu(Tissue.Number);
    }

    /// <summary>Gives every cell of a niche a grain of its own.</summary>
    private async Task Take(long ticks, Niche niche, Surroundings surroundings)
    {
        _surroundings = surroundings;
        var (tissue, begun) = (Tissue, new List<Task>());
        for (var i = 0; i < niche.Count; i++)
        {
            var cell = niche.Cells[i];
            var member = new Member(cell.Id, GrainFactory.GetGrain<ICellGrain>(tissue.Cell(cell.Id)), cell.Type, (byte)cell.Phase);
            _members.Add(member);
            begun.Add(member.Grain.Begin(new(CellBytes.Of(niche, i), ticks, _carrying.KeepLineage)).AsTask());
            if (begun.Count < MostAsked) continue;
            await Task.WhenAll(begun);
            begun.Clear();
        }

        await Task.WhenAll(begun);
    }

    /// <summary>Gives cells from other tissues grains in this one.</summary>
    private async Task Settle(CellsArrived arrived)
    {
        var tissue = Tissue;
        foreach (var row in arrived.Cells)
        {
            var cell = CellBytes.State(row);
            var member = new Member(cell.Id, GrainFactory.GetGrain<ICellGrain>(tissue.Cell(cell.Id)), cell.Type, (byte)cell.Phase);
            _members.Add(member);
            await member.Grain.Begin(new(row, arrived.Tick, _carrying.KeepLineage));
        }
    }

    /// <summary>Newborns live through the rest of the tick, and may divide in it.</summary>
    private async Task Bear(Queue<BeginCell> born, TickScenes scenes)
    {
        var tissue = Tissue;
        while (born.Count > 0)
        {
            var (first, begun) = (_members.Count, new List<ValueTask<CellLived>>());
            using var expected = _body!.Predictor?.Expect(Math.Min(born.Count, MostAsked));
            while (begun.Count < MostAsked && born.TryDequeue(out var begin))
            {
                var id = CellBytes.State(begin.Cell).Id;
                var grain = GrainFactory.GetGrain<ICellGrain>(tissue.Cell(id));
                _members.Add(new(id, grain, 0, 0)); // before it lives: should this tick fail, it is let go with the others
                begun.Add(grain.Begin(begin));
            }

            var kept = first;
            for (var i = 0; i < begun.Count; i++)
                if (Hear(_members[first + i], await begun[i], scenes, born) is { } still) _members[kept++] = still;
            _members.RemoveRange(kept, _members.Count - kept);
        }
    }

    /// <summary>Takes note of what a cell says.</summary>
    /// <returns>The cell as it is now; null if it is there no more.</returns>
    private Member? Hear(Member member, CellLived lived, TickScenes scenes, Queue<BeginCell> born)
    {
        if (!lived.IsEventful) return member;
        for (var i = 0; i < lived.Events.Length; i++) _events[i] += lived.Events[i];
        _history += lived.History;
        if (lived.Ended.Length > 0) _ended.Add(lived.Ended);
        foreach (var daughter in lived.Daughters) born.Enqueue(new(daughter, scenes.Tick, _carrying.KeepLineage, scenes, lived.Scene));
        return lived.Scene == LoneCell.StillThere ? member with { Type = lived.Type, Phase = lived.Phase } : null;
    }

    /// <summary>All its cells side by side, as a niche would hold them.</summary>
    private async Task<Niche> Gather()
    {
        if (_last is null) throw new CellsLostException(Key, "holds no cells");
        var niche = new Niche(_body!.Life, _members.Count + 1, keepLineage: false);
        foreach (var chunk in _members.Chunk(MostAsked))
            foreach (var asked in chunk.Select(m => m.Grain.Held()).ToArray())
            {
                var row = await asked ?? throw new CellsLostException(Key, "has lost cells");
                niche.Add(in CellBytes.State(row), CellBytes.Marks(row), _surroundings, CellBytes.Expression(row, _body.Life));
            }

        return niche;
    }

    private BlockAdvanced Tell(long tick)
    {
        var cells = new long[_body!.Plan.CellTypes.Count * Phases.Count];
        foreach (var member in _members) cells[member.Type * Phases.Count + member.Phase]++;
        return _last = new(tick, _members.Count, cells, [.. _events], _history, [.. _ended.SelectMany(e => e)]);
    }

    private readonly record struct Member(CellId Id, ICellGrain Grain, byte Type, byte Phase);
}
