using Sintropia.Biology.Expression;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Ensembles;

/// <summary>Several models as one: what they say on average, and how far they disagree. Members are usually trainings that differ in nothing but their seed.</summary>
/// <remarks>Disagreement tells of what training left open, not of what all members get wrong alike: Lakshminarayanan, Pritzel and Blundell 2017, arXiv:1612.01474. Where coverage has to hold, put conformal intervals around it.</remarks>
public sealed class EnsembleModel : IPerturbationModel
{
    /// <summary>Fewest members of which a disagreement can be told.</summary>
    public const int FewestMembers = 2;

    private readonly string[] _genes;
    private readonly IPerturbationModel[] _members;

    /// <summary>An ensemble.</summary>
    /// <param name="name">In tables.</param>
    /// <param name="members">At least two, of one panel.</param>
    /// <exception cref="ArgumentException">They are too few, or of different panels.</exception>
    public EnsembleModel(string name, IReadOnlyList<IPerturbationModel> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < FewestMembers) throw new ArgumentException($"An ensemble of {members.Count} cannot disagree. Give {FewestMembers} members or more.", nameof(members));
        (Name, _members, _genes) = (name, [.. members], [.. members[0].Genes]);
        if (members.FirstOrDefault(m => !m.Genes.SequenceEqual(_genes, StringComparer.Ordinal)) is { } other) throw new ArgumentException($"'{members[0].Name}' and '{other.Name}' have different panels, of {_genes.Length} and {other.Genes.Count} genes. Train members on the same panel.", nameof(members));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Genes => _genes;

    /// <summary>The members.</summary>
    public IReadOnlyList<IPerturbationModel> Members => _members;

    /// <summary>Sets as soon as one member answers sets.</summary>
    public SetPolicy Sets => _members.All(m => m.Sets == SetPolicy.Rows) ? SetPolicy.Rows : SetPolicy.Sets;

    /// <inheritdoc/>
    public string? Objection(Treatment treatment) => _members.Select(m => m.Objection(treatment)).FirstOrDefault(o => o is not null);

    /// <inheritdoc/>
    public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        var (sums, answer) = (new double[settled.Length], new float[settled.Length]);
        foreach (var member in _members)
        {
            member.Respond(treatment, cells, answer);
            for (var i = 0; i < sums.Length; i++) sums[i] += answer[i];
        }

        // Where nothing is done members answer the cells themselves, and their mean could round otherwise.
        if (!(treatment.Strength > 0)) cells.CopyTo(settled);
        else
            for (var i = 0; i < sums.Length; i++)
                settled[i] = (float)(sums[i] / _members.Length);
    }

    /// <summary>Mean change of some cells by each member [members][genes].</summary>
    /// <param name="treatment">What is done to all of them.</param>
    /// <param name="cells">Unperturbed; [cells, genes].</param>
    public double[][] Changes(Treatment treatment, ReadOnlySpan<float> cells)
    {
        var answer = new float[cells.Length];
        var changes = new double[_members.Length][];
        for (var m = 0; m < _members.Length; m++)
        {
            _members[m].Respond(treatment, cells, answer);
            changes[m] = Mean(cells, answer);
        }

        return changes;
    }

    /// <summary>Standard deviation between members of something that each says of every gene; [genes].</summary>
    /// <param name="said">[members][genes]</param>
    public static double[] Spread(IReadOnlyList<double[]> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return [.. Enumerable.Range(0, said[0].Length).Select(gene =>
        {
            var mean = said.Average(s => s[gene]);
            return Math.Sqrt(said.Sum(s => (s[gene] - mean) * (s[gene] - mean)) / (said.Count - 1));
        })];
    }

    private double[] Mean(ReadOnlySpan<float> before, float[] after)
    {
        var mean = new double[_genes.Length];
        for (var i = 0; i < after.Length; i++) mean[i % mean.Length] += (double)after[i] - before[i];
        for (var gene = 0; gene < mean.Length; gene++) mean[gene] /= after.Length / mean.Length;
        return mean;
    }
}
