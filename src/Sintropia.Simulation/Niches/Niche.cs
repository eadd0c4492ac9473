using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Niches;

/// <summary>A block of cells of one tissue, kept in columns. What happens to them is decided by <see cref="CellLife"/>; a niche finds those to whom something happens. Which cells share a niche changes nothing.</summary>
public sealed class Niche
{
    /// <summary>Slots of a group: one for each phase, and one for cells held behind it.</summary>
    internal const int SlotsPerGroup = Phases.Count * 2;

    private const int PrefetchDistance = 8;

    private readonly CellLife _life;
    private readonly bool _keepLineage;
    private Cell[] _cells;
    private Marks[] _marks;
    private ushort[] _slots; // what the scan reads: 18 bytes a cell with the marks, so that a tick without events streams little memory
    private int _count;
    private int[] _counts = [];
    private List<LineageRecord> _ended = [];
    private Newborn _newborn; // a field, so that a division clears no memory first

    /// <summary>An empty niche.</summary>
    /// <param name="life">The law of its cells.</param>
    /// <param name="capacity">Cells to make room for.</param>
    /// <param name="keepLineage">Whether ended lives are kept until <see cref="TakeEnded"/>.</param>
    public Niche(CellLife life, int capacity, bool keepLineage)
    {
        (_life, _keepLineage) = (life, keepLineage);
        _cells = GC.AllocateUninitializedArray<Cell>(capacity);
        _marks = GC.AllocateUninitializedArray<Marks>(capacity);
        _slots = GC.AllocateUninitializedArray<ushort>(capacity);
        Happened = new long[life.Types.Count * CellEvents.Count];
        Expression = life.Expression is { } law ? new(law, capacity) : null;
    }

    /// <summary>Cells, the visible dead included.</summary>
    public int Count => _count;

    /// <summary>States of the cells; shape [cells].</summary>
    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _count);

    /// <summary>Marks of the cells; shape [cells].</summary>
    public ReadOnlySpan<Marks> Marks => _marks.AsSpan(0, _count);

    /// <summary>What the cells express; null in a run without expression.</summary>
    public ExpressionColumns? Expression { get; }

    /// <summary>Cells now in each phase of each group, by slot.</summary>
    internal ReadOnlySpan<int> Counts => _counts;

    /// <summary>Events so far; shape [cell types, events], row-major.</summary>
    public long[] Happened { get; }

    /// <summary>Sum of the hashes of all lives that ended here.</summary>
    public UInt128 History { get; internal set; }

    /// <summary>Bytes that its columns take.</summary>
    public long Bytes => (long)_cells.Length * (Cell.Bytes + Unsafe.SizeOf<Marks>() + sizeof(ushort)) + (Expression?.Bytes ?? 0);

    /// <summary>Adds a founder, who expresses what is her own.</summary>
    public void Found(in Cell cell, Marks marks, Surroundings surroundings)
    {
        Add(in cell, marks, surroundings);
        Expression?.Found(_count - 1, in cell);
    }

    /// <summary>Adds a founder that was measured.</summary>
    /// <param name="cell">Her state.</param>
    /// <param name="marks">Her marks.</param>
    /// <param name="surroundings">What cells feel.</param>
    /// <param name="measured">What she expresses; shape [dimensions].</param>
    /// <param name="residual">What sets her apart for good; shape [dimensions].</param>
    public void Found(in Cell cell, Marks marks, Surroundings surroundings, ReadOnlySpan<float> measured, ReadOnlySpan<float> residual)
    {
        Add(in cell, marks, surroundings);
        Expression?.Found(_count - 1, in cell, measured, residual);
    }

    /// <summary>Tells of the living cells of a sample, and what they express.</summary>
    /// <param name="bound">The greatest number in the sample, of <see cref="CellSample"/>.</param>
    /// <param name="tell">Given each cell, and its x; shape [dimensions].</param>
    public void Express(ulong bound, Action<Cell, ReadOnlySpan<float>> tell)
    {
        for (var i = 0; i < _count; i++)
            if (_cells[i].Phase.IsLiving() && CellSample.Number(_cells[i].Id) <= bound) tell(_cells[i], Expression!.Present(i));
    }

    /// <summary>Counts its cells by type and phase.</summary>
    /// <param name="surroundings">What the cells feel.</param>
    /// <param name="counts">Added to; shape [cell types, phases], row-major.</param>
    public void CountByPhase(Surroundings surroundings, long[] counts)
    {
        for (var slot = 0; slot < _counts.Length; slot++)
            if (_counts[slot] != 0) counts[Bin(slot, surroundings)] += _counts[slot];
    }

    /// <summary>Position of a slot's cells among counts by type and phase.</summary>
    internal static int Bin(int slot, Surroundings surroundings) => surroundings.Key(slot / SlotsPerGroup).Type * Phases.Count + slot % SlotsPerGroup / 2;

    /// <summary>Gives away its last rows, as a niche of their own. What happened so far stays here.</summary>
    /// <param name="rows">How many to give away.</param>
    /// <param name="surroundings">What the cells feel.</param>
    public Niche Give(int rows, Surroundings surroundings)
    {
        var given = new Niche(_life, rows, _keepLineage);
        CopyTo(_count - rows, rows, given, given.Reserve(rows));
        _count -= rows;
        Recount(surroundings.Count);
        given.Recount(surroundings.Count);
        return given;
    }

    /// <summary>Lets cells leave the tissue between two ticks.</summary>
    /// <param name="migrations">Who leaves.</param>
    /// <param name="tick">Number of the tick that begins.</param>
    /// <param name="from">Start of the tick that is over, h.</param>
    /// <param name="to">Its end, h.</param>
    /// <param name="surroundings">What the cells felt.</param>
    /// <param name="leaving">Added to.</param>
    public void Leave(IReadOnlyList<Migration> migrations, long tick, double from, double to, Surroundings surroundings, List<Emigrant> leaving)
    {
        // From the last row to the first: the row that takes the place of one that leaves was looked at already.
        for (var i = _count - 1; i >= 0; i--)
            foreach (var migration in migrations)
            {
                if (!_life.Leaves(in _cells[i], migration, tick, from, to)) continue;
                var cell = _cells[i];
                var left = CellLife.Leave(ref cell, _marks[i], surroundings.Of(_slots[i] / SlotsPerGroup), to);
                leaving.Add(new(migration.To, cell, left, Expression?.Of(i)));
                Tally(_slots[i], -1);
                Remove(i);
                break;
            }
    }

    /// <summary>Adds a cell that was kept elsewhere, with what it expresses; null in a run without expression.</summary>
    public void Add(in Cell cell, Marks marks, Surroundings surroundings, ExpressedState? expression)
    {
        Add(in cell, marks, surroundings);
        if (expression is not null) Expression!.Put(_count - 1, expression);
    }

    /// <summary>Adds a cell.</summary>
    public void Add(in Cell cell, Marks marks, Surroundings surroundings)
    {
        if (_count == _cells.Length) Resize(_count + Widening);
        _cells[_count] = cell;
        _marks[_count] = marks;
        _slots[_count] = Slot(in cell, surroundings.Group(cell.Type, cell.Subset));
        Tally(_slots[_count], 1);
        Expression?.Clear(_count);
        _count++;
    }

    /// <summary>Lets every cell live through the scenes of a tick.</summary>
    public void Live(IReadOnlyList<Scene> scenes)
    {
        foreach (var scene in scenes)
        {
            foreach (var choice in scene.Choices) Suffer(choice, scene.Before!);
            foreach (var pulse in scene.Pulses) Suffer(pulse, scene.Surroundings);
            Advance(scene.Surroundings, scene.Horizon, scene.Until);
        }
    }

    /// <summary>Lets every cell live until the end of an interval.</summary>
    /// <param name="surroundings">What the cells feel.</param>
    /// <param name="horizon">How far the clocks of each slot come.</param>
    /// <param name="until">End of the interval, h.</param>
    public void Advance(Surroundings surroundings, Horizon horizon, double until)
    {
        if (_counts.Length < surroundings.Count * SlotsPerGroup) Array.Resize(ref _counts, surroundings.Count * SlotsPerGroup);
        var due = ArrayPool<int>.Shared.Rent(Math.Max(_count, 1));
        var found = Due(due, horizon);
        // From the last row to the first: a cleared cell is replaced by the last row, and all rows behind the current one have been lived already.
        for (var k = found - 1; k >= 0; k--)
        {
            if (Sse.IsSupported && k >= PrefetchDistance) Prefetch(due[k - PrefetchDistance]);
            var newborns = _count;
            Settle(due[k], surroundings, horizon, until);
            for (var i = newborns; i < _count; i++) Settle(i, surroundings, horizon, until);
        }

        ArrayPool<int>.Shared.Return(due);
    }

    /// <summary>Lives a row until nothing more is due in it: whoever takes the place of a cleared cell may be a newborn who was not lived yet.</summary>
    private void Settle(int i, Surroundings surroundings, Horizon horizon, double until)
    {
        while (i < _count && (_marks[i].Due <= horizon.Progress[_slots[i]] || _marks[i].Fatal <= horizon.Hazard[_slots[i]]))
            if (Live(i, surroundings, horizon, until)) return;
    }

    /// <summary>Finds the cells with an event before the horizon.</summary>
    private int Due(int[] due, Horizon horizon)
    {
        var (progress, hazard) = (horizon.Progress, horizon.Hazard);
        var slots = _slots.AsSpan(0, _count);
        var marks = _marks.AsSpan(0, slots.Length);
        var found = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = slots[i];
            due[found] = i; // kept only if the count moves on: no branch to mispredict
            found += marks[i].Due <= progress[slot] | marks[i].Fatal <= hazard[slot] ? 1 : 0;
        }

        return found;
    }

    /// <summary>Rows are too many for the caches and events strike anywhere, so the next ones are called in while the current is worked on.</summary>
    private unsafe void Prefetch(int row)
    {
        var address = Unsafe.AsPointer(ref _cells[row]);
        Sse.Prefetch0(address);
        Sse.Prefetch0((byte*)address + 64);
    }

    private void Suffer(Strike strike, Surroundings surroundings)
    {
        if (_counts.Length < surroundings.Count * SlotsPerGroup) Array.Resize(ref _counts, surroundings.Count * SlotsPerGroup);
        for (var i = 0; i < _count; i++)
        {
            var happened = strike.On(ref _cells[i], ref _marks[i], _life, surroundings);
            if (happened != CellEvent.None) Happened[_cells[i].Type * CellEvents.Count + (int)happened]++;
            if (happened.EndsLife()) End(in _cells[i], happened, strike.Time);
            Tally(_slots[i], -1);
            _slots[i] = Slot(in _cells[i], surroundings.Group(_cells[i].Type, _cells[i].Subset));
            Tally(_slots[i], 1);
        }
    }

    /// <summary>Collects the cells of whom a predictor is to be asked at the end of a tick. Between this and <see cref="Settle(ReadOnlySpan{float}, TickEnd)"/> nothing may happen to them; asked again, it asks the same.</summary>
    /// <param name="exposures">What reached them over the tick.</param>
    /// <param name="surroundings">What they felt.</param>
    /// <returns>The question, whose memory is this niche's; null if nobody is asked about.</returns>
    public ResponseQuestion? Ask(ExposureClasses exposures, Surroundings surroundings) => Expression?.Ask(_slots.AsSpan(0, _count), exposures, surroundings);

    /// <summary>Takes the answer, and lets what cells express go on towards it for the length of the tick.</summary>
    /// <param name="answer">x* of the cells asked about, in the order of the question; empty where nobody was.</param>
    /// <param name="end">The end of the tick.</param>
    /// <exception cref="ArgumentException">The answer is not to the question, or is no numbers.</exception>
    public void Settle(ReadOnlySpan<float> answer, TickEnd end)
    {
        if (Expression is null) return;
        Expression.Settle(answer, end.Hours, _slots.AsSpan(0, _count), Cells);
        if (_life.Expression!.Fate is { } fate) Expression.Steer(fate, end, _slots.AsSpan(0, _count), Cells, _marks.AsSpan(0, _count));
    }

    /// <summary>Sums hashes of all cells' states, and counts cells by slot and clone group.</summary>
    /// <param name="groups">Number of clone groups; a clone's group is its number modulo this.</param>
    /// <param name="counts">Added to; shape [slots, groups], row-major.</param>
    public UInt128 Survey(int groups, long[] counts)
    {
        UInt128 sum = History;
        for (var i = 0; i < _count; i++)
        {
            ref var cell = ref _cells[i];
            sum += Fingerprint(in cell, _marks[i]);
            if (Expression is not null) sum += Expression.Fingerprint(i, cell.Id);
            counts[_slots[i] * groups + (int)(cell.Clone % (uint)groups)]++;
        }

        return sum;
    }

    /// <summary>The hash of a cell's canonical state: all of its row and its marks.</summary>
    public static UInt128 Fingerprint(in Cell cell, Marks marks)
    {
        Span<ulong> words = stackalloc ulong[(Cell.Bytes + 16) / 8];
        MemoryMarshal.Write(MemoryMarshal.AsBytes(words), in cell);
        words[^2] = BitConverter.DoubleToUInt64Bits(marks.Due);
        words[^1] = BitConverter.DoubleToUInt64Bits(marks.Fatal);
        return StateHash.Of(words);
    }

    /// <summary>Hands over the lives that ended since the last call.</summary>
    public List<LineageRecord> TakeEnded()
    {
        if (_ended.Count == 0) return _ended;
        var ended = _ended;
        _ended = [];
        return ended;
    }

    /// <summary>Makes room for rows at the end, to be copied there.</summary>
    /// <returns>Position of the first.</returns>
    internal int Reserve(int rows)
    {
        if (_count + rows > _cells.Length) Resize(_count + rows);
        _count += rows;
        return _count - rows;
    }

    /// <summary>Copies rows into reserved room of another niche.</summary>
    internal void CopyTo(int first, int rows, Niche other, int at)
    {
        _cells.AsSpan(first, rows).CopyTo(other._cells.AsSpan(at));
        _marks.AsSpan(first, rows).CopyTo(other._marks.AsSpan(at));
        _slots.AsSpan(first, rows).CopyTo(other._slots.AsSpan(at));
        Expression?.CopyTo(first, rows, other.Expression!, at);
    }

    /// <summary>Forgets the rows from a position on, which are elsewhere now.</summary>
    internal void Cut(int count, int capacity)
    {
        _count = count;
        if (_cells.Length > capacity * 3 / 2) Resize(Math.Max(capacity, count));
    }

    /// <summary>Counts its cells anew after rows were moved.</summary>
    internal void Recount(int groups)
    {
        _counts = new int[groups * SlotsPerGroup];
        foreach (var slot in _slots.AsSpan(0, _count)) _counts[slot]++;
    }

    /// <summary>Takes over the past of a niche that is given up.</summary>
    internal void TakeOver(Niche other)
    {
        History += other.History;
        for (var i = 0; i < Happened.Length; i++) Happened[i] += other.Happened[i];
        _ended.AddRange(other.TakeEnded());
    }

    private int Widening => Math.Max(16, _count / 4);

    /// <summary>Position of a cell, or −1.</summary>
    public int Find(CellId id)
    {
        for (var i = 0; i < _count; i++)
            if (_cells[i].Id == id) return i;
        return -1;
    }

    /// <summary>Lets one cell live through the interval.</summary>
    /// <returns>False if it was cleared and another cell took its place.</returns>
    private bool Live(int i, Surroundings surroundings, Horizon horizon, double until)
    {
        while (true)
        {
            ref var cell = ref _cells[i];
            ref var marks = ref _marks[i];
            var slot = _slots[i];
            var type = cell.Type;
            var here = surroundings.Of(slot / SlotsPerGroup);
            var happened = _life.Next(ref cell, ref marks, here, surroundings, until, out var time, ref _newborn);
            if (happened == CellEvent.None) return true;
            Happened[type * CellEvents.Count + (int)happened]++;
            _counts[slot]--;
            if (happened == CellEvent.Cleared)
            {
                Remove(i);
                return false;
            }

            slot = Slot(in cell, cell.Type == type ? slot / SlotsPerGroup : surroundings.Group(cell.Type, cell.Subset));
            _slots[i] = slot;
            _counts[slot]++;
            var waits = marks.Due > horizon.Progress[slot] && marks.Fatal > horizon.Hazard[slot];
            if (happened.EndsLife()) End(in happened == CellEvent.Divided ? ref _newborn.Mother : ref cell, happened, time);
            if (happened == CellEvent.Divided && _count == _cells.Length) horizon.Claim(Widening);
            if (happened == CellEvent.Divided)
            {
                Add(in _newborn.Cell, _newborn.Marks, surroundings); // may move the columns
                Expression?.Divide(i, _count - 1, _newborn.Mother.Id);
            }

            if (waits) return true;
        }
    }

    /// <summary>The hash of a life that ended.</summary>
    /// <param name="life">The cell at its end.</param>
    /// <param name="happened">How it ended.</param>
    /// <param name="time">When, h.</param>
    public static UInt128 Epitaph(in Cell life, CellEvent happened, double time)
    {
        Span<ulong> words = [life.Id.High, life.Id.Low, BitConverter.DoubleToUInt64Bits(life.Birth), BitConverter.DoubleToUInt64Bits(time), (ulong)happened | ((ulong)life.Type << 8)];
        return StateHash.Of(words);
    }

    private void End(in Cell life, CellEvent happened, double time)
    {
        History += Epitaph(in life, happened, time);
        if (_keepLineage) _ended.Add(new(life, time, happened));
    }

    private void Remove(int i)
    {
        _count--;
        _cells[i] = _cells[_count];
        _marks[i] = _marks[_count];
        _slots[i] = _slots[_count];
        Expression?.Move(_count, i);
    }

    private void Tally(ushort slot, int change)
    {
        if (slot >= _counts.Length) Array.Resize(ref _counts, (slot / SlotsPerGroup + 1) * SlotsPerGroup);
        _counts[slot] += change;
    }

    private void Resize(int capacity)
    {
        Resize(ref _cells, capacity);
        Resize(ref _marks, capacity);
        Resize(ref _slots, capacity);
        Expression?.Resize(Math.Min(_count, capacity), capacity);
    }

    private void Resize<T>(ref T[] column, int capacity) where T : unmanaged
    {
        var grown = GC.AllocateUninitializedArray<T>(capacity);
        column.AsSpan(0, Math.Min(_count, capacity)).CopyTo(grown);
        column = grown;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort Slot(in Cell cell, int group) => (ushort)(group * SlotsPerGroup + (int)cell.Phase * 2 + (cell.Is(CellTraits.Held) ? 1 : 0));
}
