using System.Buffers;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Niches;

/// <summary>What the cells of a niche express, in columns beside their rows. The law is <see cref="CellExpression"/>'s.</summary>
public sealed class ExpressionColumns
{
    private readonly CellExpression _law;
    private readonly int _dimensions;
    private float[] _residuals, _presents, _settleds;
    private LastAsk[] _asks;
    private Inquiry? _inquiry;

    internal ExpressionColumns(CellExpression law, int capacity)
    {
        (_law, _dimensions) = (law, law.Dimensions);
        (_residuals, _presents, _settleds, _asks) = (Column(capacity), Column(capacity), Column(capacity), GC.AllocateUninitializedArray<LastAsk>(capacity));
    }

    /// <summary>Dimensions of a state.</summary>
    public int Dimensions => _dimensions;

    /// <summary>Bytes that the columns take.</summary>
    public long Bytes => 3L * sizeof(float) * _residuals.Length + (long)LastAsk.Bytes * _asks.Length;

    /// <summary>What sets a cell apart from others of its type and phase; shape [dimensions].</summary>
    public ReadOnlySpan<float> Residual(int row) => Row(_residuals, row);

    /// <summary>x, its present state; shape [dimensions].</summary>
    public ReadOnlySpan<float> Present(int row) => Row(_presents, row);

    /// <summary>x*, where it would settle as far as is known; shape [dimensions].</summary>
    public ReadOnlySpan<float> Settled(int row) => Row(_settleds, row);

    /// <summary>When a predictor was last asked about it.</summary>
    public LastAsk Asked(int row) => _asks[row];

    /// <summary>What a cell expresses, to be kept elsewhere.</summary>
    public ExpressedState Of(int row)
    {
        var state = new ExpressedState(_dimensions) { Asked = _asks[row] };
        Residual(row).CopyTo(state.Residual);
        Present(row).CopyTo(state.Present);
        Settled(row).CopyTo(state.Settled);
        return state;
    }

    /// <summary>The columns as they lie in memory, for a checkpoint: residuals, x, x* of some rows; shape [cells, dimensions] each.</summary>
    internal (Memory<float> Residuals, Memory<float> Presents, Memory<float> Settleds, Memory<LastAsk> Asks) Columns(int rows) =>
        (_residuals.AsMemory(0, rows * _dimensions), _presents.AsMemory(0, rows * _dimensions), _settleds.AsMemory(0, rows * _dimensions), _asks.AsMemory(0, rows));

    internal void Clear(int row)
    {
        Row(_residuals, row).Clear();
        Row(_presents, row).Clear();
        Row(_settleds, row).Clear();
        _asks[row] = LastAsk.Never;
    }

    /// <summary>A founder begins unperturbed.</summary>
    internal void Found(int row, in Cell cell)
    {
        _law.Found(cell.Id, Row(_residuals, row));
        _law.Unperturbed(cell.Type, cell.Phase, Row(_residuals, row), Row(_presents, row));
        Row(_presents, row).CopyTo(Row(_settleds, row));
    }

    /// <summary>A founder that was measured begins with that, on the way to where a cell like it settles.</summary>
    internal void Found(int row, in Cell cell, ReadOnlySpan<float> measured, ReadOnlySpan<float> residual)
    {
        measured.CopyTo(Row(_presents, row));
        residual.CopyTo(Row(_residuals, row));
        _law.Unperturbed(cell.Type, cell.Phase, Row(_residuals, row), Row(_settleds, row));
    }

    /// <summary>Both daughters go on with their mother's state. They are asked about anew, for their residuals are their own.</summary>
    internal void Divide(int first, int second, CellId mother)
    {
        _law.Divide(mother, Row(_residuals, first), Row(_residuals, second));
        Row(_presents, first).CopyTo(Row(_presents, second));
        Row(_settleds, first).CopyTo(Row(_settleds, second));
        _asks[first] = _asks[second] = LastAsk.Never;
    }

    internal void Move(int from, int to)
    {
        Row(_residuals, from).CopyTo(Row(_residuals, to));
        Row(_presents, from).CopyTo(Row(_presents, to));
        Row(_settleds, from).CopyTo(Row(_settleds, to));
        _asks[to] = _asks[from];
    }

    internal void CopyTo(int first, int rows, ExpressionColumns other, int at)
    {
        Rows(_residuals, first, rows).CopyTo(Rows(other._residuals, at, rows));
        Rows(_presents, first, rows).CopyTo(Rows(other._presents, at, rows));
        Rows(_settleds, first, rows).CopyTo(Rows(other._settleds, at, rows));
        _asks.AsSpan(first, rows).CopyTo(other._asks.AsSpan(at));
    }

    internal void Resize(int kept, int capacity)
    {
        (_residuals, _presents, _settleds) = (Resized(_residuals), Resized(_presents), Resized(_settleds));
        var asks = GC.AllocateUninitializedArray<LastAsk>(capacity);
        _asks.AsSpan(0, kept).CopyTo(asks);
        _asks = asks;

        float[] Resized(float[] column)
        {
            var resized = Column(capacity);
            Rows(column, 0, kept).CopyTo(resized);
            return resized;
        }
    }

    internal UInt128 Fingerprint(int row, CellId id) => CellExpression.Fingerprint(id, Row(_residuals, row), Row(_presents, row), Row(_settleds, row), in _asks[row]);

    internal ResponseQuestion? Ask(ReadOnlySpan<ushort> slots, ExposureClasses exposures, Surroundings surroundings)
    {
        _inquiry = null; // one that nobody answered is left to the collector: someone may still read it
        Span<int> classes = stackalloc int[surroundings.Count];
        for (var group = 0; group < surroundings.Count; group++) classes[group] = exposures.Of(surroundings.Key(group).Type, surroundings.Key(group).Subset);
        var tick = exposures.Exposure.Tick;
        var rows = ArrayPool<int>.Shared.Rent(Math.Max(1, slots.Length));
        var count = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            rows[count] = i; // kept only if the count moves on
            count += _law.IsDue(in _asks[i], PhaseOf(slots[i]), exposures.Key(classes[slots[i] / Niche.SlotsPerGroup]), tick) ? 1 : 0;
        }

        if (count == 0)
        {
            ArrayPool<int>.Shared.Return(rows);
            return null;
        }

        var inquiry = _inquiry = new(rows, count, ArrayPool<float>.Shared.Rent(count * _dimensions), ArrayPool<ushort>.Shared.Rent(count), exposures);
        for (var k = 0; k < count; k++)
        {
            var (row, slot) = (rows[k], slots[rows[k]]);
            var group = slot / Niche.SlotsPerGroup;
            inquiry.Classes[k] = (ushort)classes[group];
            _law.Unperturbed(surroundings.Key(group).Type, PhaseOf(slot), Row(_residuals, row), Row(inquiry.Unperturbed, k));
        }

        return new(_dimensions, inquiry.Unperturbed.AsMemory(0, count * _dimensions), inquiry.Classes.AsMemory(0, count), exposures.Agents, exposures.Levels);
    }

    internal void Settle(ReadOnlySpan<float> answer, double hours, ReadOnlySpan<ushort> slots, ReadOnlySpan<Cell> cells)
    {
        var inquiry = _inquiry;
        if (_law.FirstFlaw(answer, inquiry?.Count ?? 0) is >= 0 and var flaw) throw _law.Complaint(answer, flaw, cells[inquiry!.Rows[flaw / _dimensions]].Id);
        var next = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var phase = PhaseOf(slots[i]);
            if (!phase.IsLiving()) continue;
            if (inquiry is not null && next < inquiry.Count && inquiry.Rows[next] == i)
            {
                answer.Slice(next * _dimensions, _dimensions).CopyTo(Row(_settleds, i));
                _asks[i] = new(inquiry.Exposures.Key(inquiry.Classes[next]), (int)inquiry.Exposures.Exposure.Tick, (int)phase);
                next++;
            }

            _law.Relax(Row(_presents, i), Row(_settleds, i), hours);
        }

        inquiry?.Return();
        _inquiry = null;
    }

    internal void Steer(FateLaw fate, TickEnd end, ReadOnlySpan<ushort> slots, ReadOnlySpan<Cell> cells, Span<Marks> marks)
    {
        var unperturbed = ArrayPool<float>.Shared.Rent(_dimensions);
        for (var i = 0; i < slots.Length; i++)
        {
            if (!fate.Acts(PhaseOf(slots[i]))) continue;
            _law.Unperturbed(cells[i].Type, cells[i].Phase, Row(_residuals, i), unperturbed.AsSpan(0, _dimensions));
            marks[i] = fate.Steer(in cells[i], marks[i], Row(_presents, i), unperturbed, end.Surroundings.Of(slots[i] / Niche.SlotsPerGroup), end.Time, end.Hours);
        }

        ArrayPool<float>.Shared.Return(unperturbed);
    }

    private float[] Column(int rows) => (long)rows * _dimensions <= Array.MaxLength
        ? GC.AllocateUninitializedArray<float>(rows * _dimensions)
        : throw new InvalidOperationException($"A niche of {rows} cells cannot hold {_dimensions} dimensions of each. Set Simulation:NicheSize to {Array.MaxLength / 2 / _dimensions} or less.");

    /// <summary>Puts what a cell expresses into its row.</summary>
    internal void Put(int row, ExpressedState state)
    {
        state.Residual.CopyTo(Row(_residuals, row));
        state.Present.CopyTo(Row(_presents, row));
        state.Settled.CopyTo(Row(_settleds, row));
        _asks[row] = state.Asked;
    }

    private static Phase PhaseOf(ushort slot) => (Phase)(slot % Niche.SlotsPerGroup / 2);

    private Span<float> Row(float[] column, int row) => column.AsSpan(row * _dimensions, _dimensions);

    private Span<float> Rows(float[] column, int first, int rows) => column.AsSpan(first * _dimensions, rows * _dimensions);

    /// <summary>A question that waits for its answer.</summary>
    private sealed record Inquiry(int[] Rows, int Count, float[] Unperturbed, ushort[] Classes, ExposureClasses Exposures)
    {
        public void Return()
        {
            ArrayPool<int>.Shared.Return(Rows);
            ArrayPool<float>.Shared.Return(Unperturbed);
            ArrayPool<ushort>.Shared.Return(Classes);
        }
    }
}
