using Sintropia.Biology.Expression;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>What any learned predictor has to beat: something simple that was computed from training data alone.</summary>
/// <remarks>Formulas after cell-eval, STATE, and Ahlmann-Eltze, Huber and Anders 2025, doi:10.1038/s41592-025-02772-6; each class says which.</remarks>
public abstract class Baseline : IPerturbationModel
{
    private protected Baseline(EffectTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Table = table;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Genes => Table.Genes;

    /// <inheritdoc/>
    public SetPolicy Sets => SetPolicy.Rows;

    /// <summary>What it was computed from.</summary>
    public EffectTable Table { get; }

    /// <inheritdoc/>
    public virtual string? Objection(Treatment treatment) => null;

    /// <inheritdoc/>
    public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        if (settled.Length != cells.Length || cells.Length % Genes.Count != 0) throw new ArgumentException($"{cells.Length} values with room for {settled.Length} do not make cells of {Genes.Count} genes. Give whole cells, and room for as many.");
        if (Objection(treatment) is { } objection) throw new UnknownPerturbationException(treatment.Name, objection);
        cells.CopyTo(settled);
        if (treatment.Strength > 0) Move(treatment, settled);
    }

    /// <summary>Moves cells to where they go under a treatment that is something.</summary>
    private protected abstract void Move(Treatment treatment, Span<float> cells);

    private protected void Add(double[] effect, double scale, Span<float> cells)
    {
        for (var i = 0; i < cells.Length; i += effect.Length)
            for (var gene = 0; gene < effect.Length; gene++)
                cells[i + gene] = (float)(cells[i + gene] + scale * effect[gene]);
    }

    // At a strength between 0 and 1, that share of the way.
    private protected void Replace(double[] mean, double strength, Span<float> cells)
    {
        var share = Math.Min(1, strength);
        for (var i = 0; i < cells.Length; i += mean.Length)
            for (var gene = 0; gene < mean.Length; gene++)
                cells[i + gene] = share == 1 ? (float)mean[gene] : (float)(cells[i + gene] + share * (mean[gene] - cells[i + gene]));
    }

    private protected static string Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        var near = new List<string>();
        while (near.Count < 3 && NearestName.To(name, all.Except(near)) is { } found) near.Add(found);
        return $"There is no {what} '{name}' in the training data.{(near.Count > 0 ? $" The nearest of {all.Length}: {string.Join(", ", near)}." : $" There are {all.Length}, none of them near.")} Correct the name, or use a model that knows it.";
    }
}
