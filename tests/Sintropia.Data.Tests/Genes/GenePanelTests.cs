using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.Genes;

public sealed class GenePanelTests
{
    [Fact]
    public void A_gene_that_comes_twice_is_refused_with_its_columns()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new GenePanel(["A", "B", "A"]));

        Assert.Contains("'A' is in the panel twice, in columns 1 and 3", wrong.Message);
    }

    [Fact]
    public void Names_are_made_unique_as_anndata_does()
    {
        // anndata.utils.make_index_unique(pd.Index(['a', 'a', 'a-1', 'a', 'b']))
        Assert.Equal(["a", "a-2", "a-1", "a-3", "b"], GenePanel.MadeUnique(["a", "a", "a-1", "a", "b"]));
    }

    [Fact]
    public void A_gene_that_is_not_there_is_answered_with_the_nearest()
    {
        var panel = new GenePanel(["MKI67", "TOP2A", "CDK1"]);

        Assert.Equal(-1, panel.Find("MK167"));
        Assert.Contains("Did you mean 'MKI67'?", Assert.Throws<KeyNotFoundException>(() => panel.PlaceOf("MK167")).Message);
    }

    [Fact]
    public void A_panel_can_be_a_column_of_a_table()
    {
        var table = new Table(["ENSG1", "ENSG2"], new TextColumn("symbol", ["A", "B"]));

        Assert.Equal(1, GenePanel.Of(table, "symbol").Find("B"));
        Assert.Equal(0, GenePanel.Of(table).Find("ENSG1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Columns_are_brought_into_the_order_of_another_panel(bool sparse)
    {
        var target = new GenePanel(["CENPU", "B", "absent", "A"]);
        var source = new GenePanel(["A", "B", "C", "MLF1IP"]);
        var dense = new DenseMatrix(2, 4, [1, 2, 3, 4, 5, 0, 7, 8]);
        CellMatrix matrix = sparse ? SparseMatrix.FromDense(2, 4, dense.Values) : dense;

        var alignment = target.AlignFrom(source, GeneAliases.Shipped);

        Assert.Equal([3, 1, -1, 0], alignment.Places.ToArray());
        Assert.Equal(["absent"], alignment.Missing);
        Assert.Equal([("CENPU", "MLF1IP")], alignment.Renamed);
        Assert.Equal(1, alignment.Unused);
        Assert.Equal([4, 2, 0, 1, 8, 0, 0, 5], alignment.Apply(matrix, 0).ToDense());
        Assert.Equal([4, 2, -1, 1, 8, 0, -1, 5], alignment.Apply(matrix, -1).ToDense());
        Assert.Contains("3 of 4 genes found, 1 of them renamed (CENPU as MLF1IP); 1 missing: absent", alignment.Report);
    }

    [Fact]
    public void Missing_genes_are_refused_unless_a_value_is_given()
    {
        var alignment = new GenePanel(["A", "TP53"]).AlignFrom(new(["A", "TP35"]));

        Assert.Contains("1 missing: TP53 (nearest: TP35)", Assert.Throws<ArgumentException>(() => alignment.Apply(new DenseMatrix(0, 2, []))).Message);
    }

    [Fact]
    public void A_column_serves_its_own_name_before_a_renamed_one()
    {
        var alignment = new GenePanel(["MLF1IP", "CENPU"]).AlignFrom(new(["CENPU"]), GeneAliases.Shipped);

        Assert.Equal([-1, 0], alignment.Places.ToArray());
    }
}
