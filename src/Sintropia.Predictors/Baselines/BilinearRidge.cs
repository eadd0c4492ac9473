using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B6: an effect is b + G·K·p, with embeddings G of genes and p of perturbations, and K from least squares with a ridge on both sides. Ahlmann-Eltze, Huber and Anders 2025, doi:10.1038/s41592-025-02772-6.</summary>
/// <remarks>
/// K = (GᵀG + λI)⁻¹ Gᵀ (Y − b1ᵀ) Pᵀ (P Pᵀ + λI)⁻¹; λ is added to sums that are not divided by their number, so the scale of embeddings matters.
/// b is the mean change over training perturbations that have an embedding and, as in the reference, over the control (change 0, embedding 0). Genes without an embedding, and perturbations without one, are answered by b alone.
/// Perturbations done together have the sum of their embeddings; that is ours.
/// </remarks>
public sealed class BilinearRidge : Baseline
{
    private readonly FeatureTable _perturbations;
    private readonly double[] _mean; // b [genes]
    private readonly double[][] _weights; // G·K [genes][width of perturbations]

    /// <summary>Fits.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="genes">Embeddings of genes.</param>
    /// <param name="perturbations">Embeddings of what is perturbed: the same table, or another source.</param>
    /// <param name="penalty">λ. Default: 0.1.</param>
    /// <param name="includesControl">Whether the control is one more training column. Default: it is.</param>
    public BilinearRidge(EffectTable table, FeatureTable genes, FeatureTable perturbations, double penalty = 0.1, bool includesControl = true) : base(table)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(perturbations);
        _perturbations = perturbations;
        var fitted = table.Perturbations.Select(p => (Effect: table.Effect(p)!, Vector: Embedded(p))).Where(p => p.Vector is not null).ToArray();
        if (fitted.Length == 0) throw new ArgumentException("No training perturbation has an embedding, so nothing can be fitted. Give embeddings under the names of perturbations.", nameof(perturbations));
        var columns = fitted.Length + (includesControl ? 1 : 0);
        _mean = [.. Enumerable.Range(0, table.Genes.Length).Select(g => fitted.Sum(f => f.Effect[g]) / columns)];

        int[] known = [.. Enumerable.Range(0, table.Genes.Length).Where(g => genes.Vectors.ContainsKey(table.Genes[g]))];
        double[][] rows = [.. known.Select(g => genes.Vectors[table.Genes[g]])];
        var right = Crossed(rows, genes.Width, known, fitted); // Gᵀ (Y − b) Pᵀ [width of genes][width of perturbations]
        PositiveSystem.Solve(PositiveSystem.Gram(rows, genes.Width, penalty), right);
        var turned = Enumerable.Range(0, perturbations.Width).Select(j => right.Select(r => r[j]).ToArray()).ToArray();
        PositiveSystem.Solve(PositiveSystem.Gram([.. fitted.Select(f => f.Vector!)], perturbations.Width, penalty), turned);
        _weights = [.. table.Genes.Select(_ => new double[perturbations.Width])];
        for (var row = 0; row < known.Length; row++)
            for (var j = 0; j < perturbations.Width; j++)
                for (var i = 0; i < genes.Width; i++) _weights[known[row]][j] += rows[row][i] * turned[j][i];
    }

    /// <inheritdoc/>
    public override string Name => "bilinear ridge";

    /// <summary>b [genes]: what is answered about a perturbation without an embedding.</summary>
    public IReadOnlyList<double> MeanEffect => _mean;

    private protected override void Move(Treatment treatment, Span<float> cells)
    {
        Add(_mean, Math.Min(1, treatment.Strength), cells);
        if (_perturbations.Sum(treatment.Doses.Select(d => (d.Perturbation, d.Level))) is { } vector) Add([.. _weights.Select(w => w.Zip(vector, (a, b) => a * b).Sum())], 1, cells);
    }

    private double[]? Embedded(string perturbation)
    {
        string[] parts = [.. Treatment.Parts(perturbation, Table.Control)];
        return parts.All(_perturbations.Vectors.ContainsKey) ? _perturbations.Sum(parts.Select(p => (p, 1.0))) : null;
    }

    private double[][] Crossed(double[][] rows, int width, int[] known, (double[] Effect, double[]? Vector)[] fitted)
    {
        var crossed = Enumerable.Range(0, width).Select(_ => new double[_perturbations.Width]).ToArray();
        foreach (var (effect, vector) in fitted)
            for (var i = 0; i < width; i++)
            {
                var sum = 0.0;
                for (var row = 0; row < known.Length; row++) sum += rows[row][i] * (effect[known[row]] - _mean[known[row]]);
                for (var j = 0; j < vector!.Length; j++) crossed[i][j] += sum * vector[j];
            }

        return crossed;
    }
}
