namespace Sintropia.Design.Mechanisms;

/// <summary>The weighted Kolmogorov–Smirnov running sum of a set of genes along a ranked profile, the enrichment score of GSEA and of connectivity maps.</summary>
/// <remarks>
/// Along the profile from its highest gene to its lowest, the sum rises at each gene of the set by |value| over the set's total and falls at each other gene by 1/(N − n); the score is its largest deviation from 0, with its sign.
/// Subramanian et al. 2005, doi:10.1073/pnas.0506580102 (p = 1); as a connectivity score Subramanian et al. 2017, doi:10.1016/j.cell.2017.10.049.
/// </remarks>
public sealed class RunningSum
{
    private readonly double[] _weights; // |value| of each gene
    private readonly int[] _ranks; // of each gene, 0 for the highest

    /// <summary>A profile.</summary>
    /// <param name="profile">A number for each gene; equals keep the order of genes.</param>
    public RunningSum(ReadOnlySpan<double> profile)
    {
        _weights = new double[profile.Length];
        var (keys, order) = (new double[profile.Length], new int[profile.Length]);
        for (var i = 0; i < profile.Length; i++) (_weights[i], keys[i], order[i]) = (Math.Abs(profile[i]), -profile[i], i);
        Order(keys, order);
        _ranks = new int[profile.Length];
        for (var rank = 0; rank < order.Length; rank++) _ranks[order[rank]] = rank;
        Descending = order;
    }

    /// <summary>How many genes there are.</summary>
    public int Genes => _ranks.Length;

    /// <summary>Genes from the highest to the lowest value; [genes].</summary>
    internal int[] Descending { get; }

    /// <summary>The score of a set, from −1 to 1; 0 where the set is empty, holds all genes, or none of its genes has a value.</summary>
    /// <param name="set">Places of its genes, each once.</param>
    public double Of(ReadOnlySpan<int> set)
    {
        var (n, size) = (_ranks.Length, set.Length);
        if (size == 0 || size == n) return 0;
        Span<int> hits = size <= 256 ? stackalloc int[size] : new int[size];
        for (var i = 0; i < size; i++) hits[i] = _ranks[set[i]];
        hits.Sort();
        var total = 0.0;
        for (var i = 0; i < size; i++) total += _weights[Descending[hits[i]]];
        if (!(total > 0)) return 0;
        double best = 0, sum = 0;
        for (var i = 0; i < size; i++)
        {
            var missed = (hits[i] - i) / (double)(n - size);
            if (Math.Abs(sum - missed) > Math.Abs(best)) best = sum - missed;
            sum += _weights[Descending[hits[i]]] / total;
            if (Math.Abs(sum - missed) > Math.Abs(best)) best = sum - missed;
        }

        return best;
    }

    /// <summary>How alike a signature is to the profile: half the score of its genes that rise less half that of those that fall; 0 where both go the same way.</summary>
    /// <param name="up">Genes that rise.</param>
    /// <param name="down">Genes that fall.</param>
    public double Connectivity(ReadOnlySpan<int> up, ReadOnlySpan<int> down)
    {
        double rises = Of(up), falls = Of(down);
        if (up.Length == 0) return -falls;
        if (down.Length == 0) return rises;
        return rises * falls < 0 ? (rises - falls) / 2 : 0;
    }

    // Equal keys keep the order of genes, so that a profile has one order on every machine.
    private static void Order(double[] keys, int[] order)
    {
        var by = keys;
        Array.Sort(order, (a, b) => by[a].CompareTo(by[b]) is var c and not 0 ? c : a.CompareTo(b));
    }
}
