using Sintropia.Biology.Chance;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>Hides a random share of the genes that a cell expresses by setting them to 0; zeros stay.</summary>
/// <remarks>
/// For n genes above 0, k is uniform from ⌊least·n⌋ up to ⌊most·n⌋, and k genes are drawn. The published code draws them with replacement, so that only about 1 − e^(−k/n) of the genes are hidden: 39 % for k = n/2, not half.
/// </remarks>
public sealed record GeneMasking
{
    /// <summary>Least k over n. Default: 0.5.</summary>
    public double Least { get; init; } = 0.5;

    /// <summary>Most k over n. Default: 0.8.</summary>
    public double Most { get; init; } = 0.8;

    /// <summary>Whether k may be ⌊most·n⌋ itself. Default: it stays below.</summary>
    public bool IncludesMost { get; init; }

    /// <summary>Whether a gene may be drawn more than once, as in the published code. Default: yes.</summary>
    public bool WithReplacement { get; init; } = true;

    /// <summary>As the transformer was trained: 20 to 50 %, both included.</summary>
    public static GeneMasking OfTransformer { get; } = new() { Least = 0.2, Most = 0.5, IncludesMost = true };

    /// <summary>A corrupted copy; what is hidden is a function of the key and the row.</summary>
    /// <param name="x">Expression [cells, genes].</param>
    /// <param name="key">Made of the seed and the number of the step.</param>
    public Tensor Corrupt(Tensor x, ulong key)
    {
        if (x.Rank != 2) throw ShapeException.Unfit("Corrupt", x.Shape, "cells are [cells, genes].");
        if (!(Least >= 0 && Most <= 1 && Least <= Most)) throw new ArgumentException($"A share from {Least} to {Most} of the genes cannot be hidden. Give two shares between 0 and 1, the smaller first.");

        var (values, genes) = (x.ToArray(), x.Shape[1]);
        var expressed = new int[genes];
        for (var cell = 0; cell < x.Shape[0]; cell++) Hide(values.AsSpan(cell * genes, genes), expressed, new(key, (ulong)cell));
        return Tensor.From(x.Shape, values, x.Backend);
    }

    private void Hide(Span<float> cell, Span<int> expressed, Draws draws)
    {
        var n = 0;
        for (var gene = 0; gene < cell.Length; gene++)
            if (cell[gene] > 0)
                expressed[n++] = gene;
        if (n == 0) return;

        var (least, most) = ((int)(Least * n), (int)(Most * n) + (IncludesMost ? 1 : 0));
        var count = least + (most > least ? draws.Below(most - least) : 0);
        for (var i = 0; i < count; i++)
        {
            var at = WithReplacement ? draws.Below(n) : i + draws.Below(n - i);
            cell[expressed[at]] = 0;
            if (!WithReplacement) (expressed[i], expressed[at]) = (expressed[at], expressed[i]);
        }
    }

    private struct Draws(ulong key, ulong row)
    {
        private ulong _index;

        public int Below(int bound) => (int)((UInt128)Philox.Encrypt(new(row, _index++), key).Low * (UInt128)(ulong)bound >> 64);
    }
}
