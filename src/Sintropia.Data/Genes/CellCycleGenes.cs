namespace Sintropia.Data.Genes;

/// <summary>Genes that cells express in S, and in G2 and M: the lists that scanpy's and Seurat's users score by.</summary>
/// <remarks>Tirosh et al. 2016, doi:10.1126/science.aad0501: 43 genes of S, 54 of G2 and M. The symbols are those of 2016; give <see cref="GeneAliases.Shipped"/> where a panel has newer ones.</remarks>
public static class CellCycleGenes
{
    private static readonly Lazy<(GeneSet S, GeneSet G2M)> s_sets = new(Read);

    /// <summary>Genes of S.</summary>
    public static GeneSet S => s_sets.Value.S;

    /// <summary>Genes of G2 and M.</summary>
    public static GeneSet G2M => s_sets.Value.G2M;

    private static (GeneSet, GeneSet) Read()
    {
        var lines = ShippedTable.Text("cell-cycle.tsv").Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToList();
        return (Set("S"), Set("G2M"));

        GeneSet Set(string name) => new(name, [.. lines.Where(l => l[0] == name).Select(l => l[1].Trim())], "Tirosh et al. 2016, doi:10.1126/science.aad0501");
    }
}
