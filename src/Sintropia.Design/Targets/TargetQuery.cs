using Sintropia.Design.Chance;

namespace Sintropia.Design.Targets;

/// <summary>The change that is wanted, from one state to another, on the genes that are compared.</summary>
public sealed class TargetQuery
{
    private readonly CellGroup? _from, _to;

    private TargetQuery(IReadOnlyList<int> places, double[] change, CellGroup? from = null, CellGroup? to = null) => (Places, Change, _from, _to) = ([.. places], change, from, to);

    /// <summary>Places in the panel of the genes that are compared.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>Wanted change of mean log-normalised expression [places].</summary>
    public double[] Change { get; }

    /// <summary>Whether it comes from cells, which can be drawn again.</summary>
    public bool HasCells => _from is not null;

    /// <summary>From cells in two states.</summary>
    /// <param name="from">State A.</param>
    /// <param name="to">State B.</param>
    /// <param name="leftOut">Genes that are not compared, as those that candidates act on.</param>
    /// <exception cref="DesignException">The states have the same means, no cells or other genes, or nothing is left to compare.</exception>
    public static TargetQuery OfCells(CellGroup from, CellGroup to, IReadOnlySet<string>? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!from.Genes.SequenceEqual(to.Genes)) throw new DesignException($"The states '{from.Name}' and '{to.Name}' have other genes. Give cells of one panel.");
        int[] places = [.. Enumerable.Range(0, from.Genes.Length).Where(g => leftOut?.Contains(from.Genes[g]) != true)];
        if (places.Length < 2) throw new DesignException($"{places.Length} of {from.Genes.Length} genes are left to compare states by. Leave fewer out.");
        double[] a = from.Mean(), b = to.Mean(), change = [.. places.Select(g => b[g] - a[g])];
        if (change.All(c => c == 0)) throw new DesignException($"The states '{from.Name}' and '{to.Name}' are identical: no gene differs in its mean. Name two states that differ.");
        return new(places, change, from, to);
    }

    /// <summary>From a signature: genes and how much they should change.</summary>
    /// <param name="genes">The panel of the predictor.</param>
    /// <param name="signature">By gene; log fold changes, or 1 and −1 for lists of genes that should rise and fall.</param>
    /// <param name="missing">Genes of the signature that are not in the panel.</param>
    /// <exception cref="DesignException">Fewer than three genes, or fewer than a quarter of them, are in the panel; or none is to change.</exception>
    public static TargetQuery OfSignature(IReadOnlyList<string> genes, IReadOnlyDictionary<string, double> signature, out IReadOnlyList<string> missing)
    {
        const int fewest = 3, share = 4;
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(signature);
        int[] places = [.. Enumerable.Range(0, genes.Count).Where(g => signature.ContainsKey(genes[g]))];
        var panel = genes.ToHashSet(StringComparer.Ordinal);
        missing = [.. signature.Keys.Where(g => !panel.Contains(g)).Order(StringComparer.Ordinal)];
        if (places.Length < fewest || places.Length * share < signature.Count)
            throw new DesignException($"{places.Length} of the {signature.Count} genes of the signature are in the panel of {genes.Count} genes{Missing(missing, genes)}. A ranking by so few would say nothing. Use symbols as the panel writes them, or a predictor with these genes.");
        double[] change = [.. places.Select(g => signature[genes[g]])];
        return change.Any(c => c != 0) ? new(places, change) : throw new DesignException("The signature changes no gene: all its values are 0. Give changes.");
    }

    /// <summary>The same with the direction turned: what brings state B back to state A.</summary>
    public TargetQuery Reversed() => _from is not null ? new(Places, [.. Change.Select(c => -c)], _to, _from) : new(Places, [.. Change.Select(c => -c)]);

    /// <summary>The change between cells that were drawn again with replacement; the change itself without cells. [places]</summary>
    internal double[] Drawn(Drawing draws, int round)
    {
        if (_from is not { } from || _to is not { } to) return Change;
        double[] a = from.Mean(Enumerable.Range(0, from.Count).Select(i => draws.Below(from.Count, Drawing.Use.Control, round, i))), b = to.Mean(Enumerable.Range(0, to.Count).Select(i => draws.Below(to.Count, Drawing.Use.Target, round, i)));
        return [.. Places.Select(g => b[g] - a[g])];
    }

    /// <summary>How often exchanging labels between the states leaves their means as far apart; NaN without cells.</summary>
    internal double StatesP(Drawing draws, int rounds)
    {
        if (_from is not { } from || _to is not { } to) return double.NaN;
        var (genes, all) = (from.Genes.Length, from.Count + to.Count);
        var own = Squares(Change);
        var reached = new bool[rounds];
        Parallel.For(0, rounds, round =>
        {
            var order = draws.Permutation(all, Drawing.Use.Label, round);
            var (sums, total) = (new double[genes], new double[genes]);
            for (var i = 0; i < all; i++)
            {
                var cell = order[i] < from.Count ? from.Values.AsSpan(order[i] * genes, genes) : to.Values.AsSpan((order[i] - from.Count) * genes, genes);
                var mine = i < from.Count ? sums : total;
                for (var g = 0; g < genes; g++) mine[g] += cell[g];
            }

            reached[round] = Squares([.. Places.Select(g => total[g] / to.Count - sums[g] / from.Count)]) >= own;
        });
        return (1.0 + reached.Count(r => r)) / (1 + rounds);
    }

    private static double Squares(double[] x) => x.Sum(v => v * v);

    private static string Missing(IReadOnlyList<string> missing, IReadOnlyList<string> genes)
    {
        if (missing.Count == 0) return "";
        var near = NearestName.To(missing[0], genes);
        return $"; missing: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")}{(near is null ? "" : $" (did you mean '{near}' by '{missing[0]}'?)")}";
    }
}
