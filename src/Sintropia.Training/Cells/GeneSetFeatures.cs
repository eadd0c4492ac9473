using Sintropia.Predictors.Baselines;

namespace Sintropia.Training.Cells;

/// <summary>Vectors of genes by the sets that they are in: co-membership says something of genes that nobody perturbed.</summary>
public static class GeneSetFeatures
{
    private const int FewestGenes = 2;

    /// <summary>Principal components of membership, scaled to a mean length of 1. A gene in no set has the vector of that.</summary>
    /// <param name="path">A .gmt file: name, description and genes a line, separated by tabs.</param>
    /// <param name="genes">Of which vectors are wanted; sets with one of them or none say nothing and are left out.</param>
    /// <param name="components">Most components.</param>
    /// <exception cref="TrainingException">The file cannot be read, or no set has two of the genes.</exception>
    public static FeatureTable Read(string path, IReadOnlyList<string> genes, int components)
    {
        ArgumentNullException.ThrowIfNull(genes);
        return PerturbationFeatures.Scaled(Likeness(path, genes), genes, components);
    }

    /// <summary>Cosines of membership; 0 for genes in no set. [genes][genes]</summary>
    internal static double[][] Likeness(string path, IReadOnlyList<string> genes)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: {unread.Message} Name a .gmt file of gene sets.", unread);
        }

        var wanted = genes.ToHashSet(StringComparer.Ordinal);
        List<HashSet<string>> sets = [];
        for (var i = 0; i < lines.Length; i++)
        {
            var fields = lines[i].Split('\t');
            if (fields is [""]) continue;
            if (fields.Length < 3) throw new TrainingException($"{path}:{i + 1}: a gene set is a name, a description and its genes, separated by tabs, and this line has {fields.Length} fields. Give a .gmt file.");
            var members = fields.Skip(2).Where(wanted.Contains).ToHashSet(StringComparer.Ordinal);
            if (members.Count >= FewestGenes) sets.Add(members);
        }

        if (sets.Count == 0) throw new TrainingException($"{path}: none of its {lines.Length} sets holds two of the {genes.Count} perturbed genes, as {string.Join(", ", genes.Take(3))}. Give sets of the same kind of names.");
        var sizes = genes.Select(g => Math.Sqrt(Math.Max(1, sets.Count(s => s.Contains(g))))).ToArray();
        return [.. genes.Select((a, i) => genes.Select((b, j) => sets.Count(s => s.Contains(a) && s.Contains(b)) / (sizes[i] * sizes[j])).ToArray())];
    }
}
