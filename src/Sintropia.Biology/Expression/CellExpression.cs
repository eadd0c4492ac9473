using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>The law of a cell's expression. A cell keeps a residual of its own, its present state x and where it would settle x*; unperturbed it is x₀ = residual + programme of its phase. All of them are spans of [dimensions], wherever they are kept.</summary>
/// <remarks>A predictor gives x* = f(x₀, exposure) and never f(x), which would add its effect again at every ask.</remarks>
public sealed class CellExpression
{
    private readonly Draws _draws;
    private readonly float[][] _programmes; // by cell type; shape [phases, dimensions]
    private readonly double[] _spread, _noise;
    private readonly float _inherited;
    private readonly bool _varies;
    private Step _step;

    /// <summary>The law of a run.</summary>
    /// <param name="plan">How cells express.</param>
    /// <param name="types">The cell types of the scenario.</param>
    /// <param name="draws">The run's chance.</param>
    /// <exception cref="ArgumentException">The plan makes no sense.</exception>
    public CellExpression(ExpressionPlan plan, IReadOnlyList<CellType> types, Draws draws)
    {
        plan.Check();
        (Plan, _draws) = (plan, draws);
        _spread = plan.ResidualSpread.Count == 1 ? [.. Enumerable.Repeat(plan.ResidualSpread[0], plan.Dimensions)] : [.. plan.ResidualSpread];
        _varies = _spread.Any(s => s > 0);
        // So much noise that daughters are as spread as their mothers were.
        var fresh = Math.Sqrt(1 - plan.Inheritance * plan.Inheritance);
        _noise = [.. _spread.Select(s => s * fresh)];
        _inherited = (float)plan.Inheritance;
        var origin = new float[Phases.Count * plan.Dimensions];
        _programmes = [.. types.Select(t => plan.Programmes.FirstOrDefault(p => p.CellType == t.Name)?.Means ?? origin)];
        _step = StepOf(0);
        Fate = plan.Fate.Count > 0 ? new(plan.Fate) : null;
    }

    /// <summary>How cells express.</summary>
    public ExpressionPlan Plan { get; }

    /// <summary>How expression changes what becomes of cells; null where it does not.</summary>
    public FateLaw? Fate { get; }

    /// <summary>Dimensions of a state.</summary>
    public int Dimensions => Plan.Dimensions;

    /// <summary>What a founder expresses: the state that it has without perturbation.</summary>
    public ExpressedState Founder(in Cell cell)
    {
        var state = new ExpressedState(Dimensions);
        Found(cell.Id, state.Residual);
        Unperturbed(cell.Type, cell.Phase, state.Residual, state.Present);
        state.Present.CopyTo(state.Settled, 0);
        return state;
    }

    /// <summary>Makes of a mother's expression that of her daughters. Both go on with her state, and are asked about anew, for their residuals are their own.</summary>
    /// <param name="mother">Who divides.</param>
    /// <param name="first">The mother's; becomes that of daughter 0.</param>
    /// <returns>That of daughter 1.</returns>
    public ExpressedState Divide(CellId mother, ExpressedState first)
    {
        var second = new ExpressedState(Dimensions);
        Divide(mother, first.Residual, second.Residual);
        first.Present.CopyTo(second.Present, 0);
        first.Settled.CopyTo(second.Settled, 0);
        first.Asked = LastAsk.Never;
        return second;
    }

    /// <summary>Draws what sets a founder apart from others of its type and phase.</summary>
    /// <param name="id">Who it is.</param>
    /// <param name="residual">Drawn: normal with the plan's spread; shape [dimensions].</param>
    public void Found(CellId id, Span<float> residual)
    {
        residual.Clear();
        if (!_varies) return;
        for (var k = 0; k < residual.Length; k += 2)
        {
            var (first, second) = _draws.Normals(id, Purpose.FounderResidual, (ulong)k / 2);
            residual[k] = (float)(_spread[k] * first);
            if (k + 1 < residual.Length) residual[k + 1] = (float)(_spread[k + 1] * second);
        }
    }

    /// <summary>Hands a mother's residual down to both daughters: ρ of it, and noise that one gains and the other lacks.</summary>
    /// <param name="mother">Who divides.</param>
    /// <param name="first">The mother's residual; becomes that of daughter 0.</param>
    /// <param name="second">Becomes that of daughter 1.</param>
    public void Divide(CellId mother, Span<float> first, Span<float> second)
    {
        for (var k = 0; k < first.Length; k += 2)
        {
            var (one, other) = _varies ? _draws.Normals(mother, Purpose.ResidualPartition, (ulong)k / 2) : (0, 0);
            Part(ref first[k], out second[k], _noise[k] * one);
            if (k + 1 < first.Length) Part(ref first[k + 1], out second[k + 1], _noise[k + 1] * other);
        }
    }

    /// <summary>The state that a cell has without perturbation: x₀ = residual + programme.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="phase">Its phase.</param>
    /// <param name="residual">Its residual.</param>
    /// <param name="unperturbed">x₀.</param>
    public void Unperturbed(byte type, Phase phase, ReadOnlySpan<float> residual, Span<float> unperturbed)
    {
        var programme = _programmes[type].AsSpan((int)phase * Dimensions, Dimensions);
        var mean = MemoryMarshal.Cast<float, Vector512<float>>(programme);
        var own = MemoryMarshal.Cast<float, Vector512<float>>(residual[..programme.Length]);
        var sum = MemoryMarshal.Cast<float, Vector512<float>>(unperturbed[..programme.Length]);
        for (var v = 0; v < sum.Length; v++) sum[v] = own[v] + mean[v];
        for (var k = sum.Length * Vector512<float>.Count; k < programme.Length; k++) unperturbed[k] = residual[k] + programme[k];
    }

    /// <summary>Whether a predictor is to be asked about a cell. The dead do not respond.</summary>
    /// <param name="last">When it was asked last.</param>
    /// <param name="phase">The phase the cell is in now.</param>
    /// <param name="key">Key of the exposure class that it is in now.</param>
    /// <param name="tick">The tick that ends.</param>
    public bool IsDue(in LastAsk last, Phase phase, ulong key, long tick) => phase.IsLiving() && last.IsStale(phase, key, tick, Plan.AskEvery);

    /// <summary>Lets a living cell go on towards where it would settle.</summary>
    /// <param name="present">x.</param>
    /// <param name="settled">x*.</param>
    /// <param name="hours">Length of the tick, h.</param>
    public void Relax(Span<float> present, ReadOnlySpan<float> settled, double hours)
    {
        var step = _step;
        if (step.Hours != hours) _step = step = StepOf(hours); // the same for all cells of a tick
        Relaxation.Step(present, settled, step.Factors);
    }

    /// <summary>The hash of what a cell expresses, to be added to that of its row.</summary>
    public static UInt128 Fingerprint(CellId id, ReadOnlySpan<float> residual, ReadOnlySpan<float> present, ReadOnlySpan<float> settled, in LastAsk last)
    {
        var (r, x, s) = (Hash(residual), Hash(present), Hash(settled));
        return StateHash.Of(
            [id.High, id.Low, last.Key, (uint)last.Tick | (ulong)(uint)last.Phase << 32, (ulong)(r >> 64), (ulong)r, (ulong)(x >> 64), (ulong)x, (ulong)(s >> 64), (ulong)s]);
    }

    /// <summary>Makes sure that an answer is one.</summary>
    /// <param name="answer">x* of the cells asked about; shape [cells, dimensions].</param>
    /// <param name="asked">Cells asked about.</param>
    /// <returns>Position of the first number that is not finite, or −1.</returns>
    /// <exception cref="ArgumentException">It is not to that question.</exception>
    public int FirstFlaw(ReadOnlySpan<float> answer, int asked)
    {
        if (answer.Length != asked * Dimensions)
            throw new ArgumentException($"The predictor was asked about {asked} cells in {Dimensions} dimensions, and {answer.Length} numbers were given for an answer. Give the answer to the last question.");
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(answer);
        var clean = 0;
        while (clean < vectors.Length && Vector512.EqualsAll(vectors[clean] - vectors[clean], Vector512<float>.Zero)) clean++;
        for (var k = clean * Vector512<float>.Count; k < answer.Length; k++)
            if (!float.IsFinite(answer[k])) return k;
        return -1;
    }

    /// <summary>The complaint about an answer that is no state.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="flaw">Position of a number that is not finite.</param>
    /// <param name="id">The cell that it is about.</param>
    public ArgumentException Complaint(ReadOnlySpan<float> answer, int flaw, CellId id) =>
        new($"{Plan.Predictor} answered {answer[flaw]} in dimension {flaw % Dimensions} for cell {id}, which is no state. Check the predictor and what it is given.");

    private void Part(ref float first, out float second, double noise)
    {
        var (mother, gain) = (first, (float)noise);
        first = MathF.FusedMultiplyAdd(_inherited, mother, gain);
        second = MathF.FusedMultiplyAdd(_inherited, mother, -gain);
    }

    private Step StepOf(double hours)
    {
        var factors = new float[Dimensions];
        Relaxation.Factors(Plan.HalfLives, hours, factors);
        return new(hours, factors);
    }

    private static UInt128 Hash(ReadOnlySpan<float> state)
    {
        var hash = StateHash.Of(MemoryMarshal.Cast<float, ulong>(state));
        return state.Length % 2 == 0 ? hash : StateHash.Of([(ulong)(hash >> 64), (ulong)hash, BitConverter.SingleToUInt32Bits(state[^1])]);
    }

    private sealed record Step(double Hours, float[] Factors); // replaced as a whole, for many threads read it
}
