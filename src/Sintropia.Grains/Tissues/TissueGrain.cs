using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Simulation.Tissues;
using Sintropia.Simulation.Watching;

namespace Sintropia.Grains.Tissues;

/// <summary>A tissue of a cluster: its milieu, and its cells in blocks on all machines. What cells feel is decided by <see cref="Milieu"/>, not here.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
public sealed class TissueGrain(Bodies bodies, Residents residents) : Resident(residents), ITissueGrain
{
    /// <summary>Cohorts of a population: a multiple of the usual numbers of machines, so that all get as many.</summary>
    public const int Cohorts = 12;

    private readonly List<ICellBlock> _blocks = [];
    private readonly List<BlockAdvanced> _told = []; // what each block said last
    private Body _body = null!;
    private Milieu? _milieu;
    private Carrying _carrying = null!;
    private long[] _events = []; // of the past before the blocks, and of blocks that are no more
    private UInt128 _history;
    private int _numbered;
    private TissueAdvanced? _last; // null while the tissue is between two ticks: one of which only some cells have done something is lost
    private (CheckpointPlace Checkpoint, TissueSaved Saved)? _saved;
    private CellsDeparted? _departed;
    private long _received; // the tick before which cells came

    private TissueAddress Address => TissueAddress.Of(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<TissueAdvanced> Found(FoundTissue command)
    {
        if (_last is { Tick: 0 }) return _last;
        await Begin(command.Carrying);
        var founded = new List<Task<BlockAdvanced>>();
        var populations = _milieu!.Plan.Populations;
        for (var population = 0; population < populations.Count; population++)
        {
            var cells = populations[population].Cells;
            var size = _carrying.Resolution == Resolution.Cell ? (cells + Cohorts - 1) / Cohorts : Math.Max(1, _carrying.NicheSize * 7 / 8); // room to grow
            for (var first = 0; first < cells; first += size)
            {
                var (block, founding) = (Block(), new FoundBlock(_carrying, population, first, Math.Min(size, cells - first)));
                _blocks.Add(block);
                founded.Add(Insistence.On(() => block.Found(founding)));
            }
        }

        return _last = await Take(0, founded);
    }

    /// <inheritdoc/>
    public async Task<TissueAdvanced> Restore(RestoreTissue command)
    {
        if (_last?.Tick == command.Ticks) return _last;
        await Begin(command.Carrying);
        var state = StateJson.Read(command.State);
        _milieu!.Restore(state);
        _events = state.Events;
        _history = UInt128.Parse(state.History, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var blocks = _carrying.Resolution == Resolution.Cell ? Math.Min(Cohorts, command.Niches.Length) : command.Niches.Length;
        var restored = new List<Task<BlockAdvanced>>();
        for (var i = 0; i < blocks; i++)
        {
            var (block, part) = (Block(), new RestoreBlock(_carrying, command.Checkpoint, [.. command.Niches.Where((_, n) => n % blocks == i)], command.State, command.Ticks));
            _blocks.Add(block);
            restored.Add(Insistence.On(() => block.Restore(part)));
        }

        return _last = await Take(command.Ticks, restored);
    }

    /// <inheritdoc/>
    public async Task<TissueAdvanced> Advance(long tick, double[][]? supply)
    {
        if (_milieu is null || _last is null) throw new CellsLostException(Address.Key, "is no tissue yet");
        if (_last.Tick == tick + 1) return _last;
        if (_last.Tick != tick) throw new CellsLostException(Address.Key, $"is at tick {_last.Tick}, and is told of tick {tick}");

        using var span = SimulationSpans.Tissue(_milieu.Plan.Organ, _milieu.Plan.Name, _last.Count, TraceParent.Current);
        TraceParent.Carry(span);
        var began = _last.Cells;
        var scenes = new TickScenes(tick, _milieu.Advance(tick, began, supply), _body.Plan.Expression is null ? null : _milieu.Exposed(tick));
        _last = null;
        var told = await Take(tick + 1, _blocks.Select(block => Insistence.On(() => block.Advance(scenes)))) with { Began = began };
        if (told.Trouble == Trouble.None && _carrying.Resolution == Resolution.Niche) await Pack(scenes);
        return _last = told;
    }

    /// <inheritdoc/>
    public async Task<CellsDeparted> Depart(long tick)
    {
        if (_departed?.Tick == tick) return _departed;
        Between(tick);
        var departed = CellsDeparted.Of(tick, await Task.WhenAll(_blocks.Select(b => Insistence.On(() => b.Depart(tick)))));
        _last = _last!.Changed(departed.Cells, -1);
        return _departed = departed;
    }

    /// <inheritdoc/>
    public async Task Receive(CellsArrived command)
    {
        if (_received == command.Tick) return;
        Between(command.Tick);
        var (time, parts) = (_body.Plan.TimeOf(command.Tick), _blocks.Select(_ => new List<byte[]>()).ToArray());
        for (var i = 0; i < command.Cells.Length; i++)
        {
            var row = command.Cells[i];
            var cell = CellBytes.State(row);
            parts[i % parts.Length].Add(CellBytes.Of(in cell, _milieu!.Receive(in cell, CellBytes.Marks(row), time), CellBytes.Expression(row, _body.Life)));
        }

        await Task.WhenAll(parts.Select((cells, b) => cells.Count == 0 ? Task.CompletedTask : Insistence.On(async () =>
        {
            await _blocks[b].Receive(new(command.Tick, [.. cells]));
            return true;
        })));
        (_last, _received) = (_last!.Changed(command.Cells, 1), command.Tick);
    }

    /// <inheritdoc/>
    public async Task<TissueSurveyed> Survey(int groups)
    {
        var last = Held();
        var surveyed = await Task.WhenAll(_blocks.Select(b => Insistence.On(() => b.Survey(groups))));
        var byGroup = new long[_body.Plan.CellTypes.Count * Phases.Count * groups];
        var fingerprint = _milieu!.Fingerprint + _history;
        foreach (var block in surveyed)
        {
            fingerprint += block.Fingerprint;
            Add(byGroup, block.CellsByGroup);
        }

        return new(Address.Number, _milieu.Plan.Organ, _milieu.Plan.Name, groups, last.Cells, byGroup, last.Events, [.. _milieu.MeanLevels], fingerprint);
    }

    /// <inheritdoc/>
    public async Task<TissueSaved> Save(CheckpointPlace checkpoint)
    {
        var last = Held();
        if (_saved is { } before && before.Checkpoint == checkpoint) return before.Saved;
        var blocks = await Task.WhenAll(_blocks.Select(b => Insistence.On(() => b.Save(checkpoint))));
        var saved = new TissueSaved(Address.Number, StateJson.Of(_milieu!.Save(last.Events, _told.Aggregate(_history, (sum, block) => sum + block.History))), blocks);
        _saved = (checkpoint, saved);
        return saved;
    }

    /// <inheritdoc/>
    public Task<int> Blocks()
    {
        Held();
        return Task.FromResult(_blocks.Count);
    }

    /// <inheritdoc/>
    public Task<byte[]> Rows(int block)
    {
        Held();
        return Insistence.On(_blocks[block].Rows);
    }

    /// <inheritdoc/>
    public Task<byte[]> Express(int block, ulong bound)
    {
        Held();
        return Insistence.On(() => _blocks[block].Express(bound));
    }

    /// <inheritdoc/>
    public async Task<byte[]?> Find(CellIdentity id)
    {
        Held();
        return (await Task.WhenAll(_blocks.Select(b => b.Find(id)))).FirstOrDefault(row => row is not null);
    }

    /// <inheritdoc/>
    public async Task Dissolve()
    {
        DeactivateOnIdle();
        await Task.WhenAll(_blocks.Select(b => b.Dissolve()));
    }

    private void Between(long tick)
    {
        if (_milieu is null || _last is null) throw new CellsLostException(Address.Key, "is no tissue yet");
        if (_last.Tick != tick) throw new CellsLostException(Address.Key, $"is at tick {_last.Tick}, and is told of tick {tick}");
    }

    private TissueAdvanced Held() => _last ?? throw new CellsLostException(Address.Key, "holds no cells");

    private async Task Begin(Carrying carrying)
    {
        carrying.Agree(Address.Key);
        _blocks.Clear();
        (_carrying, _departed, _received) = (carrying, null, 0);
        _body = await bodies.Of(Address.Organism);
        _milieu = _body.Milieu(Address.Number);
        _events = new long[_body.Plan.CellTypes.Count * CellEvents.Count];
    }

    private ICellBlock Block()
    {
        var key = Address.Block(_numbered++);
        return _carrying.Resolution == Resolution.Cell ? GrainFactory.GetGrain<ICohortGrain>(key) : GrainFactory.GetGrain<INicheGrain>(key);
    }

    /// <summary>Sums up what the blocks say.</summary>
    private async Task<TissueAdvanced> Take(long tick, IEnumerable<Task<BlockAdvanced>> asked)
    {
        var all = await Task.WhenAll(asked);
        if (all.FirstOrDefault(b => b.Trouble != Trouble.None) is { } stopped) return new(Address.Number, tick, 0, [], [], [], stopped.Trouble, stopped.Why);
        _told.Clear();
        _told.AddRange(all);
        var (count, cells, events, ended) = (0L, new long[_body.Plan.CellTypes.Count * Phases.Count], (long[])[.. _events], new List<byte[]>());
        foreach (var told in all)
        {
            count += told.Count;
            Add(cells, told.Cells);
            Add(events, told.Events);
            if (told.Ended.Length > 0) ended.Add(told.Ended);
        }

        return new(Address.Number, tick, count, cells, events, [.. ended]);
    }

    /// <summary>Full niches give rows to new ones, empty ones are let go. Rows are moved, never changed, so nothing of it is seen in a result.</summary>
    private async Task Pack(TickScenes scenes)
    {
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            if (_told[i].Count > 0 || _blocks.Count == 1) continue;
            Add(_events, _told[i].Events);
            _history += _told[i].History;
            await _blocks[i].Dissolve();
            _blocks.RemoveAt(i);
            _told.RemoveAt(i);
        }

        // All at once: in a large tissue hundreds are full at the end of a tick, and each would wait for those before it. The cells go straight to where they will be.
        var divided = new List<(int From, ICellBlock To, int Rows, Task<BlockAdvanced> Adopted)>();
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            // From here on the births of a tick might not fit, and moving columns to larger ones costs more than moving rows.
            if (_told[i].Count <= _carrying.NicheSize - _carrying.NicheSize / 16 || _blocks[i] is not INicheGrain niche) continue;
            var (to, rows) = (Block(), _told[i].Count - _carrying.NicheSize * 3 / 4);
            var given = new GiveCells(_carrying, rows, to.GetPrimaryKeyString(), scenes);
            divided.Add((i, to, rows, Insistence.On(() => niche.Give(given))));
        }

        var adopted = await Task.WhenAll(divided.Select(d => d.Adopted));
        for (var i = 0; i < adopted.Length; i++)
        {
            _told[divided[i].From] = _told[divided[i].From] with { Count = _told[divided[i].From].Count - divided[i].Rows };
            _blocks.Add(divided[i].To);
            _told.Add(adopted[i]);
        }
    }

    private static void Add(long[] sums, long[] counts)
    {
        for (var i = 0; i < counts.Length; i++) sums[i] += counts[i];
    }
}
