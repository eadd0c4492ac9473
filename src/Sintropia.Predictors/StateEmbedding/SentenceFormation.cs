using System.Globalization;
using Sintropia.Biology.Chance;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Makes sentences of cells: their genes by falling expression. Where expression is equal the order is drawn, a function of seed, cell and gene alone.</summary>
public sealed record SentenceFormation
{
    // The published code fills the cell's own position with the count of the gene at this place among the genes of the data set.
    private const int CountOfTheCell = 3;

    /// <summary>Positions of a sentence, the one of the cell among them. Default: 2048.</summary>
    public int Positions { get; init; } = 2048;

    /// <summary>Of the order of genes that are expressed alike, and of the genes that fill up.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Sentences of some cells. Sentences too long end with the least expressed genes; ones too short are filled with genes that are not expressed, drawn again and again if there are too few.</summary>
    /// <param name="logCounts">log1p of counts, [cells, genes], of genes that have a vector.</param>
    /// <param name="rows">Each gene's row in the table of vectors.</param>
    /// <param name="first">Number of the first of these cells among all, so that blocks draw as the whole does.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or there are fewer than four genes.</exception>
    /// <exception cref="ArgumentException">A value is negative or not finite, or a cell expresses nothing.</exception>
    public CellSentences Of(Tensor logCounts, ReadOnlySpan<int> rows, long first = 0)
    {
        ArgumentNullException.ThrowIfNull(logCounts);
        if (logCounts.Rank != 2 || logCounts.Shape[1] != rows.Length || rows.Length <= CountOfTheCell)
            throw ShapeException.Unfit("SentenceFormation", logCounts.Shape, $"cells are [cells, genes] with a row in the table for each gene, and {rows.Length} rows are given. Give four genes or more.");
        if (Positions < 2) throw new ArgumentException($"A sentence of {Positions} positions says nothing. Give 2 or more.");
        var (cells, genes) = (logCounts.Shape[0], rows.Length);
        var values = logCounts.ToArray();
        var (words, shares) = (new int[cells * Positions], new float[cells * Positions]);
        for (var cell = 0; cell < cells; cell++) Form(values.AsSpan(cell * genes, genes), rows, first + cell, words.AsSpan(cell * Positions, Positions), shares.AsSpan(cell * Positions, Positions));
        return new(new([cells, Positions], words), Tensor.From([cells, Positions], shares));
    }

    private void Form(ReadOnlySpan<float> cell, ReadOnlySpan<int> rows, long number, Span<int> words, Span<float> shares)
    {
        var sum = Sum(cell, number);
        var places = Ordered(cell, number);
        (words[0], shares[0]) = (0, Share(cell[CountOfTheCell], sum));
        for (var i = 1; i < words.Length; i++) (words[i], shares[i]) = (rows[places[i - 1]], Share(cell[places[i - 1]], sum));
    }

    // Expressed genes, then others: all different while there are enough genes for the sentence, else drawn among those that are not expressed.
    private int[] Ordered(ReadOnlySpan<float> cell, long number)
    {
        var keys = new (float Falling, ulong Drawn)[cell.Length];
        var order = new int[cell.Length];
        var expressed = 0;
        for (var gene = 0; gene < cell.Length; gene++)
        {
            (keys[gene], order[gene]) = ((-cell[gene], Draw(Use.Order, number, gene)), gene);
            if (cell[gene] > 0) expressed++;
        }

        Array.Sort(keys, order);
        var wanted = Positions - 1;
        if (cell.Length >= wanted) return order[..wanted];
        var silent = order[expressed..];
        int[] pool = silent.Length > 0 ? silent : order; // every gene is expressed: there is nothing else to fill up with
        return [.. order[..expressed], .. Enumerable.Range(expressed, wanted - expressed).Select(place => pool[(int)((UInt128)Draw(Use.Filling, number, place) * (UInt128)(ulong)pool.Length >> 64)])];
    }

    private static double Sum(ReadOnlySpan<float> cell, long number)
    {
        var sum = 0.0;
        for (var gene = 0; gene < cell.Length; gene++)
        {
            if (!(cell[gene] >= 0 && float.IsFinite(cell[gene])))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Cell {number + 1} has {cell[gene]} of gene {gene + 1}, which is no expression. Give counts, or log1p of them."));
            sum += cell[gene];
        }

        return sum > 0 ? sum : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Cell {number + 1} expresses none of the {cell.Length} genes that have a vector. Leave it out, or check that genes are named as the vectors are."));
    }

    private static float Share(float value, double sum) => (float)(100 * value / sum);

    private ulong Draw(Use use, long cell, int place) => Philox.Encrypt(new((ulong)use << 32 | (uint)place, (ulong)cell), Seed).Low;

    private enum Use
    {
        Order,
        Filling,
    }
}
