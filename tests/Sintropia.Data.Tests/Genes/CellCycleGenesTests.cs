using Sintropia.Data.Genes;

namespace Sintropia.Data.Tests.Genes;

public sealed class CellCycleGenesTests
{
    [Fact]
    public void There_are_43_genes_of_S_and_54_of_G2_and_M()
    {
        Assert.Equal(43, CellCycleGenes.S.Genes.Distinct().Count());
        Assert.Equal(54, CellCycleGenes.G2M.Genes.Distinct().Count());
        Assert.Empty(CellCycleGenes.S.Genes.Intersect(CellCycleGenes.G2M.Genes));
        Assert.Contains("PCNA", CellCycleGenes.S.Genes);
        Assert.Contains("TOP2A", CellCycleGenes.G2M.Genes);
    }

    [Fact]
    public void Sets_are_found_under_the_symbols_that_a_panel_has()
    {
        Assert.Equal(["PCNA", "CENPU"], CellCycleGenes.S.In(new(["CENPU", "PCNA", "x"]), GeneAliases.Shipped));
        Assert.Equal(["PCNA"], CellCycleGenes.S.In(new(["CENPU", "PCNA", "x"])));
    }

    [Fact]
    public void Sets_come_from_gmt_files()
    {
        var sets = GeneSet.ParseGmt("ONE\thttp://x\tA\tB\t\tA\n\nTWO\t\tC\n", "two.gmt");

        Assert.Equal(["ONE", "TWO"], sets.Select(s => s.Name));
        Assert.Equal(["A", "B"], sets[0].Genes);
        Assert.Contains("two.gmt: line 1", Assert.Throws<DataFileException>(() => GeneSet.ParseGmt("ONE\tno genes\n", "two.gmt")).Message);
    }
}
