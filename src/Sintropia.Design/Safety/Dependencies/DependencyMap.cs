using Sintropia.Evaluation.Assays;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>What the loss of genes does to cell lines, and what the lines express.</summary>
public sealed class DependencyMap
{
    private DependencyMap(string[] lines, string[] genes, double[][] effects, double[][] expression, string[] lineages, string[] expressed, double[][] unscreened, string[] others) =>
        (Lines, Genes, Effects, Expression, Lineages, Expressed, Unscreened, Others) = (lines, genes, effects, expression, lineages, expressed, unscreened, others);

    /// <summary>Lines that have both; shape [lines].</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Genes whose loss was measured and whose expression is known; shape [genes].</summary>
    public IReadOnlyList<string> Genes { get; }

    /// <summary>Gene effect, −1 as common essential genes have and 0 as others; NaN where it was not measured; shape [lines][genes].</summary>
    public IReadOnlyList<double[]> Effects { get; }

    /// <summary>log₂(TPM + 1); shape [lines][expressed genes].</summary>
    public IReadOnlyList<double[]> Expression { get; }

    /// <summary>Where each line comes from; empty where that is not known.</summary>
    public IReadOnlyList<string> Lineages { get; }

    /// <summary>Genes whose expression is known: <see cref="Genes"/> first, in their order.</summary>
    public IReadOnlyList<string> Expressed { get; }

    /// <summary>Expression of lines that were not screened; shape [others][expressed genes].</summary>
    public IReadOnlyList<double[]> Unscreened { get; }

    /// <summary>Names of these.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Reads the three tables of DepMap: the first column names the line, the others are genes, as SYMBOL (EntrezID).</summary>
    /// <param name="effects">Gene effects.</param>
    /// <param name="expression">Expression.</param>
    /// <param name="models">Annotations with ModelID and OncotreeLineage; null for none.</param>
    /// <exception cref="DesignException">A table cannot be read, or they have too little in common.</exception>
    public static DependencyMap Read(string effects, string expression, string? models)
    {
        try
        {
            var (lines, genes, values) = Table(effects);
            var (expressing, known, levels) = Table(expression);
            var place = expressing.Select((line, i) => (line, i)).ToDictionary(l => l.line, l => l.i);
            var column = known.Select((gene, i) => (gene, i)).ToDictionary(g => g.gene, g => g.i);
            int[] rows = [.. Enumerable.Range(0, lines.Length).Where(l => place.ContainsKey(lines[l]))], kept = [.. Enumerable.Range(0, genes.Length).Where(g => column.ContainsKey(genes[g]))];
            if (rows.Length < 50 || kept.Length < 10) throw new DesignException($"{effects} and {expression} have {rows.Length} lines and {kept.Length} genes in common, too few to learn from. Give tables of one release.");
            int[] order = [.. kept.Select(g => column[genes[g]]), .. Enumerable.Range(0, known.Length).Where(k => !kept.Any(g => genes[g] == known[k]))];
            double[] Levels(int row) => [.. order.Select(k => levels[row][k])];
            int[] other = [.. Enumerable.Range(0, expressing.Length).Except(rows.Select(r => place[lines[r]]))];
            var lineage = models is null ? [] : Annotations(models);
            return new([.. rows.Select(r => lines[r])], [.. kept.Select(g => genes[g])], [.. rows.Select(r => kept.Select(g => values[r][g]).ToArray())], [.. rows.Select(r => Levels(place[lines[r]]))],
                [.. rows.Select(r => lineage.GetValueOrDefault(lines[r], ""))], [.. order.Select(k => known[k])], [.. other.Select(Levels)], [.. other.Select(o => expressing[o])]);
        }
        catch (AssayTableException unusable)
        {
            throw new DesignException(unusable.Message, unusable);
        }
    }

    private static (string[] Lines, string[] Genes, double[][] Values) Table(string path)
    {
        var table = AssayTable.Read(path);
        double[][] columns = [.. table.Header.Skip(1).Select(c => table.Numbers(c, path))];
        var lines = table.Texts(table.Header[0], path);
        if (lines.Distinct().Count() != lines.Length) throw new DesignException($"{path}: a line stands there twice. Keep one row a line.");
        return (lines, [.. table.Header.Skip(1).Select(h => h.Split(' ')[0])], [.. lines.Select((_, row) => columns.Select(c => c[row]).ToArray())]);
    }

    private static Dictionary<string, string> Annotations(string path)
    {
        var table = AssayTable.Read(path);
        string[] names = table.Texts("ModelID", path), lineages = table.Texts("OncotreeLineage", path);
        var found = new Dictionary<string, string>();
        for (var i = 0; i < names.Length; i++) found.TryAdd(names[i], lineages[i]);
        return found;
    }
}
