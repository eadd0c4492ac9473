namespace Sintropia.Evaluation.Perturbations;

/// <summary>Perturbed cells, each beside one unperturbed cell, and what was predicted to change from the one to the other.</summary>
/// <remarks>A single unperturbed cell is mostly its own noise, which a prediction may know: "train mean less the control cell" does well here without knowing the perturbation, so it belongs in every table of such figures.</remarks>
public sealed class CellChanges
{
    private readonly ReadOnlyMemory<float> _before, _after, _predicted;

    /// <summary>Pairs of cells.</summary>
    /// <param name="before">Unperturbed; [pairs, genes], row-major, not copied.</param>
    /// <param name="after">Perturbed; [pairs, genes].</param>
    /// <param name="predicted">Predicted after − before; [pairs, genes].</param>
    /// <param name="perturbations">The number of each pair's perturbation, from 0 on without gaps.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a perturbation has no pair.</exception>
    public CellChanges(ReadOnlyMemory<float> before, ReadOnlyMemory<float> after, ReadOnlyMemory<float> predicted, IReadOnlyList<int> perturbations)
    {
        ArgumentNullException.ThrowIfNull(perturbations);
        if (perturbations.Count == 0 || before.Length % perturbations.Count != 0 || after.Length != before.Length || predicted.Length != before.Length)
            throw new ArgumentException($"{perturbations.Count} pairs with {before.Length} values before, {after.Length} after and {predicted.Length} predicted do not fit. Give [pairs, genes] three times.");
        (_before, _after, _predicted, Perturbations) = (before, after, predicted, perturbations);
        Genes = before.Length / perturbations.Count;
        Groups = perturbations.Max() + 1;
        if (perturbations.Min() < 0 || perturbations.Distinct().Count() != Groups) throw new ArgumentException($"Perturbations are numbered from {perturbations.Min()} to {Groups - 1}, and only {perturbations.Distinct().Count()} of them have pairs. Number those that have from 0 on.");
    }

    /// <summary>Genes of the panel.</summary>
    public int Genes { get; }

    /// <summary>How many perturbations there are.</summary>
    public int Groups { get; }

    /// <summary>The perturbation of each pair.</summary>
    public IReadOnlyList<int> Perturbations { get; }

    /// <summary>Predicted change of a gene in a pair.</summary>
    internal double Predicted(int pair, int gene) => _predicted.Span[pair * Genes + gene];

    /// <summary>Real change of a gene in a pair.</summary>
    internal double Real(int pair, int gene) => (double)_after.Span[pair * Genes + gene] - _before.Span[pair * Genes + gene];

    /// <summary>Means over the pairs of each perturbation; [perturbations][genes].</summary>
    internal double[][] Means(Func<float, float, float, double> of)
    {
        var means = new double[Groups][];
        var counts = new int[Groups];
        for (var group = 0; group < Groups; group++) means[group] = new double[Genes];
        ReadOnlySpan<float> before = _before.Span, after = _after.Span, predicted = _predicted.Span;
        for (var pair = 0; pair < Perturbations.Count; pair++)
        {
            var mean = means[Perturbations[pair]];
            counts[Perturbations[pair]]++;
            for (var gene = 0; gene < Genes; gene++) mean[gene] += of(before[pair * Genes + gene], after[pair * Genes + gene], predicted[pair * Genes + gene]);
        }

        for (var group = 0; group < Groups; group++)
            for (var gene = 0; gene < Genes; gene++)
                means[group][gene] /= counts[group];
        return means;
    }
}
