using Sintropia.Biology.Numerics;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>The path of a cell through expression space while one of its genes is drawn to another level and held there.</summary>
public sealed record ForcedTrajectory
{
    private const double Near = 1e-5; // relative and absolute: when the level counts as reached
    private const int RowsAtOnce = 256;

    /// <summary>How states follow each other. Default: fed back.</summary>
    public TrajectoryRule Rule { get; init; } = TrajectoryRule.FedBack;

    /// <summary>Share of the way that the level goes with each step. Default: 0.1.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>Most steps. Default: 100.</summary>
    public int MostSteps { get; init; } = 100;

    /// <summary>The cell is at rest when no gene changes by more than this in a step. Default: 0.01.</summary>
    public double Rest { get; init; } = 0.01;

    /// <summary>The app of July 2024: 40 steps, each gene from itself alone.</summary>
    public static ForcedTrajectory App { get; } = new() { Rule = TrajectoryRule.GeneByGene, MostSteps = 40, Rest = 1e-5 };

    /// <summary>The states of a cell.</summary>
    /// <param name="network">Says what follows.</param>
    /// <param name="cell">Where it begins; [genes], log-normalised.</param>
    /// <param name="gene">Which gene is forced.</param>
    /// <param name="target">To which level.</param>
    /// <returns>[states, genes]; the first is the network's own picture of the cell.</returns>
    public Tensor Of(VirtualCellLineNetwork network, Tensor cell, int gene, double target)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (cell.Rank != 1) throw ShapeException.Unfit("Trajectory", cell.Shape, "a cell is [genes].");
        if ((uint)gene >= (uint)cell.Count) throw new ArgumentOutOfRangeException(nameof(gene), gene, $"The cell has genes 0 to {cell.Count - 1}, and {gene} was to be forced. Give one of them.");
        if (!(Share > 0)) throw new InvalidOperationException($"With a share of {Share} of the way the level never arrives. Give one above 0, as 0.1.");

        double start = cell.ToArray()[gene], level = start, step = Share * (target - start);
        var size = Size(cell.ToArray());
        List<float[]> states = [Kept(Next(network, cell.ToArray()), size)];
        for (var i = 0; i < MostSteps; i++)
        {
            level += step;
            if (Math.Abs(level - target) <= Near + Near * Math.Abs(target) || Math.Abs(level - start) >= Math.Abs(target - start)) (level, step) = (target, 0);
            var last = states[^1];
            var forced = IsFedBack ? [.. last] : last; // where the level is written into the state itself, whoever looks at states sees it
            forced[gene] = (float)level;
            var next = Kept(Nearer(last, Next(network, forced)), size);
            var rests = step == 0 && AtRest(next, last);
            if (!rests || IsFedBack) states.Add(next);
            if (rests) break;
        }

        return Tensor.From([states.Count, cell.Count], states.SelectMany(s => s).ToArray(), cell.Backend);
    }

    private bool IsFedBack => Rule is TrajectoryRule.FedBack or TrajectoryRule.KeptDepth;

    // Half of the way: at a depth that is kept, a network that overshoots would come and go for ever.
    private float[] Nearer(float[] last, float[] picture) => Rule == TrajectoryRule.KeptDepth ? [.. last.Zip(picture, (l, p) => 0.5f * (l + p))] : picture;

    // Of log-normalised cells: the molecules behind their logarithms add up to their depth.
    private float[] Kept(float[] state, double size)
    {
        var own = Rule == TrajectoryRule.KeptDepth ? Size(state) : 0;
        return own > 0 ? [.. state.Select(v => (float)Elementary.Log(1 + Math.Max(0, Elementary.Exp(v) - 1) * size / own))] : state;
    }

    private static double Size(float[] state) => state.Sum(v => Math.Max(0, Elementary.Exp(v) - 1));

    private float[] Next(VirtualCellLineNetwork network, float[] state) =>
        Rule == TrajectoryRule.GeneByGene ? Alone(network, state) : network.Of(Tensor.From([1, state.Length], state)).ToArray();

    // Each gene in a row of its own.
    private static float[] Alone(VirtualCellLineNetwork network, float[] state)
    {
        var next = new float[state.Length];
        for (var first = 0; first < state.Length; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, state.Length - first);
            var each = new float[rows * state.Length];
            for (var i = 0; i < rows; i++) each[i * state.Length + first + i] = state[first + i];
            var predicted = network.Of(Tensor.From([rows, state.Length], each)).ToArray();
            for (var i = 0; i < rows; i++) next[first + i] = predicted[i * state.Length + first + i];
        }

        return next;
    }

    private bool AtRest(float[] next, float[] last)
    {
        for (var gene = 0; gene < next.Length; gene++)
            if (!(Math.Abs((double)next[gene] - last[gene]) <= Rest))
                return false;
        return true;
    }
}
