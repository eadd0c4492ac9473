using System.Collections.Immutable;
using Sintropia.Biology.Chance;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>What baselines know of training data: mean expression by context and perturbation, and the effects, which are differences from the control of the same context.</summary>
public sealed class EffectTable
{
    private readonly Dictionary<(string Context, string Perturbation), GroupMean> _groups = [];
    private readonly Dictionary<string, double[]> _effects;

    /// <summary>A table.</summary>
    /// <param name="genes">Names, in the order of means.</param>
    /// <param name="control">What is written where nothing was done.</param>
    /// <param name="groups">Means; each context that has perturbed cells has controls.</param>
    /// <exception cref="ArgumentException">A context lacks controls, a group comes twice, or a mean has another length.</exception>
    public EffectTable(IReadOnlyList<string> genes, string control, IEnumerable<GroupMean> groups)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(groups);
        (Genes, Control) = ([.. genes], control);
        foreach (var group in groups)
        {
            if (group.Mean.Length != Genes.Length) throw new ArgumentException($"The mean of '{group.Perturbation}' in '{group.Context}' has {group.Mean.Length} genes of {Genes.Length}. Give all means over one panel.", nameof(groups));
            if (!_groups.TryAdd((group.Context, group.Perturbation), group)) throw new ArgumentException($"'{group.Perturbation}' in '{group.Context}' comes twice. Give one mean for each.", nameof(groups));
        }

        Contexts = [.. _groups.Keys.Select(k => k.Context).Distinct().Order(StringComparer.Ordinal)];
        Perturbations = [.. _groups.Keys.Select(k => k.Perturbation).Where(p => p != control).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (context, perturbation) in _groups.Keys)
            if (!_groups.ContainsKey((context, control)))
                throw new ArgumentException($"There are cells with '{perturbation}' in '{context}' and no controls '{control}' to compare them with. Give controls of that context, or leave it out.", nameof(groups));
        _effects = Perturbations.ToDictionary(p => p, p => Mean(Contexts.Where(c => _groups.ContainsKey((c, p))).Select(c => Effect(c, p)!)), StringComparer.Ordinal);
    }

    /// <summary>Names of genes.</summary>
    public ImmutableArray<string> Genes { get; }

    /// <summary>What is written where nothing was done.</summary>
    public string Control { get; }

    /// <summary>All contexts, by name.</summary>
    public ImmutableArray<string> Contexts { get; }

    /// <summary>All perturbations without the control, by name.</summary>
    public ImmutableArray<string> Perturbations { get; }

    /// <summary>All groups.</summary>
    public IEnumerable<GroupMean> Groups => _groups.Values;

    /// <summary>A table of cells.</summary>
    /// <param name="genes">Names of genes.</param>
    /// <param name="control">What is written where nothing was done.</param>
    /// <param name="cells">Log-normalised; [cells, genes].</param>
    /// <param name="perturbations">What was done to each; [cells].</param>
    /// <param name="contexts">Of each; [cells].</param>
    public static EffectTable Of(IReadOnlyList<string> genes, string control, ReadOnlySpan<float> cells, IReadOnlyList<string> perturbations, IReadOnlyList<string> contexts)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(perturbations);
        ArgumentNullException.ThrowIfNull(contexts);
        if (cells.Length != (long)genes.Count * perturbations.Count || contexts.Count != perturbations.Count)
            throw new ArgumentException($"{cells.Length} values, {perturbations.Count} perturbations and {contexts.Count} contexts do not make cells of {genes.Count} genes. Give one of each per cell.");
        var sums = new Dictionary<(string, string), (double[] Sum, int Cells)>();
        for (var i = 0; i < perturbations.Count; i++)
        {
            var key = (contexts[i], perturbations[i]);
            var (sum, count) = sums.TryGetValue(key, out var known) ? known : (new double[genes.Count], 0);
            for (var gene = 0; gene < sum.Length; gene++) sum[gene] += cells[i * sum.Length + gene];
            sums[key] = (sum, count + 1);
        }

        return new(genes, control, sums.Select(s => new GroupMean(s.Key.Item1, s.Key.Item2, s.Value.Cells, [.. s.Value.Sum.Select(v => v / s.Value.Cells)])));
    }

    /// <summary>Mean of a group; null where there is none.</summary>
    public GroupMean? Find(string context, string perturbation) => _groups.GetValueOrDefault((context, perturbation));

    /// <summary>Mean of the controls of a context [genes]; null where training had none there.</summary>
    public double[]? ControlMean(string context) => Find(context, Control)?.Mean;

    /// <summary>Effect of a perturbation in a context [genes]; null where it was not measured there.</summary>
    public double[]? Effect(string context, string perturbation) => Find(context, perturbation) is { } group ? Difference(group.Mean, ControlMean(context)!) : null;

    /// <summary>Effect of a perturbation, the unweighted mean over the contexts that it was measured in [genes]; null where there are none.</summary>
    public double[]? Effect(string perturbation) => _effects.GetValueOrDefault(perturbation);

    /// <summary>Effect of what is done together, whatever the order of its parts; null where it was not measured.</summary>
    public double[]? EffectOf(IEnumerable<string> parts)
    {
        var wanted = Key(parts);
        return Perturbations.FirstOrDefault(p => Key(Treatment.Parts(p, Control)) == wanted) is { } found ? _effects[found] : null;
    }

    /// <summary>The mean effect of all perturbations, unweighted [genes]; zeros where there are none.</summary>
    public double[] MeanEffect() => Perturbations.IsEmpty ? new double[Genes.Length] : Mean(Perturbations.Select(p => _effects[p]));

    /// <summary>The same data under names that were exchanged: no perturbation keeps its own, and as many parts stay joined. What a model learns from it holds no information on which perturbation does what.</summary>
    /// <param name="seed">Of the exchange.</param>
    public EffectTable Shuffled(ulong seed)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [Control] = Control };
        foreach (var kin in Perturbations.GroupBy(p => p.Count(c => c == '+')))
        {
            string[] from = [.. kin], to = [.. kin];
            for (var i = to.Length - 1; i > 0; i--) // Sattolo 1986: one cycle through all, so that none stays
            {
                var j = (int)((UInt128)Philox.Encrypt(new((ulong)i, (ulong)kin.Key), seed).Low * (UInt128)(ulong)i >> 64);
                (to[i], to[j]) = (to[j], to[i]);
            }

            for (var i = 0; i < from.Length; i++) names[from[i]] = to[i];
        }

        return new(Genes, Control, Groups.Select(g => g with { Perturbation = names[g.Perturbation] }));
    }

    internal static double[] Mean(IEnumerable<double[]> rows)
    {
        double[]? sum = null;
        var count = 0;
        foreach (var row in rows)
        {
            sum ??= new double[row.Length];
            for (var i = 0; i < sum.Length; i++) sum[i] += row[i];
            count++;
        }

        return sum is null ? throw new InvalidOperationException("There is nothing to take the mean of.") : [.. sum.Select(s => s / count)];
    }

    private static double[] Difference(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];

    private static string Key(IEnumerable<string> parts) => string.Join('+', parts.Order(StringComparer.Ordinal));
}
