using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B3: every cell becomes the mean over all perturbed training cells of its context, weighted by cells, as STATE has it. A context without any is an error.</summary>
public sealed class ContextMean : Baseline
{
    private readonly Dictionary<string, double[]> _means;

    /// <summary>The means of a table.</summary>
    public ContextMean(EffectTable table) : base(table) => _means = table.Contexts
        .Select(c => (Context: c, Groups: table.Groups.Where(g => g.Context == c && g.Perturbation != table.Control).ToArray()))
        .Where(c => c.Groups.Length > 0)
        .ToDictionary(c => c.Context, c => Weighted(c.Groups), StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "context mean";

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        return _means.ContainsKey(treatment.Context) ? null : Unknown("perturbed cell of the context", treatment.Context, _means.Keys);
    }

    private protected override void Move(Treatment treatment, Span<float> cells) => Replace(_means[treatment.Context], treatment.Strength, cells);

    internal static double[] Weighted(IReadOnlyList<GroupMean> groups)
    {
        var sum = new double[groups[0].Mean.Length];
        foreach (var group in groups)
            for (var gene = 0; gene < sum.Length; gene++)
                sum[gene] += group.Cells * group.Mean[gene];
        var cells = groups.Sum(g => (double)g.Cells);
        return [.. sum.Select(s => s / cells)];
    }
}
