using Sintropia.Data.Presets;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.Presets;

public sealed class PerturbationPresetTests
{
    [Fact]
    public void Replogle_names_genes_and_controls_in_one_column()
    {
        var table = PerturbationPreset.Of("replogle").Apply(Cells(CategoryColumn.Of("gene", ["NAF1", "non-targeting", null]), new IntegerColumn("gem_group", [7, 8, 7]), new NumberColumn("mitopercent", [0.1, 0.2, 0.3])));

        Assert.Equal(["perturbation", "control", "batch", "gene", "gem_group", "mitopercent"], table.Columns.Select(c => c.Name));
        Assert.Equal("NAF1,control,", Texts(table["perturbation"]));
        Assert.Equal("false,true,", Texts(table["control"]));
        Assert.Equal("7,8,7", Texts(table["batch"]));
    }

    [Theory]
    [InlineData("norman")]
    [InlineData("adamson")]
    public void GEARS_joins_genes_and_controls_with_plus(string preset)
    {
        var table = PerturbationPreset.Of(preset).Apply(Cells(CategoryColumn.Of("condition", ["KLF1+ctrl", "ctrl", "KLF1+CEBPA", "ctrl+MYC"]), CategoryColumn.Of("cell_type", ["K562", "K562", "K562", "K562"]), new IntegerColumn("control", [0, 1, 0, 0])));

        Assert.Equal("KLF1,control,KLF1+CEBPA,MYC", Texts(table["perturbation"]));
        Assert.Equal("false,true,false,false", Texts(table["control"]));
        Assert.Equal("0,1,0,0", Texts(table["original_control"])); // of another kind under the same name
        Assert.Equal("K562,K562,K562,K562", Texts(table["cell_type"]));
        Assert.Null(table.Find("original_cell_type"));
    }

    [Fact]
    public void Sciplex_has_doses_in_nanomolar()
    {
        var table = PerturbationPreset.Of("sciplex").Apply(Cells(CategoryColumn.Of("product_name", ["Trametinib (GSK1120212)", "Vehicle", "A+B"]), new NumberColumn("dose", [10000, 0, 10]), CategoryColumn.Of("cell_type", ["A549", "MCF7", "K562"]), CategoryColumn.Of("culture_plate", ["p1", "p2", "p1"])));

        Assert.Equal("Trametinib (GSK1120212),control,A+B", Texts(table["perturbation"]));
        Assert.Equal("10000,,10", Texts(table["dose"]));
        Assert.Equal("nM,,nM", Texts(table["dose_unit"]));
        Assert.Equal("p1,p2,p1", Texts(table["batch"]));
        Assert.Equal("10000,0,10", Texts(table["original_dose"]));
    }

    [Fact]
    public void Tahoe_says_drug_and_dose_in_one_text()
    {
        var table = PerturbationPreset.Of("tahoe").Apply(Cells(CategoryColumn.Of("drug", ["Bortezomib", "DMSO_TF"]), CategoryColumn.Of("drugname_drugconc", ["[('Bortezomib', 0.05, 'uM')]", "[('DMSO_TF', 0.0, 'uM')]"]), CategoryColumn.Of("cell_line", ["CVCL_0131", "CVCL_0131"]), CategoryColumn.Of("cell_name", ["A-172", "A-172"]), CategoryColumn.Of("plate", ["plate1", "plate1"])));

        Assert.Equal("Bortezomib,control", Texts(table["perturbation"]));
        Assert.Equal("0.05,", Texts(table["dose"]));
        Assert.Equal("uM,", Texts(table["dose_unit"]));
        Assert.Equal("A-172,A-172", Texts(table["cell_type"]));
        var joined = PerturbationPreset.Of("tahoe").Apply(Cells(CategoryColumn.Of("drugname_drugconc", ["[('Bortezomib', 0.05, 'uM')]", "[('DMSO_TF', 0.0, 'uM')]"])));
        Assert.Equal("Bortezomib,control", Texts(joined["perturbation"]));
    }

    [Fact]
    public void What_is_missing_or_makes_no_sense_is_told()
    {
        Assert.Contains("'gene', 'perturbation', 'target_gene'", Assert.Throws<ArgumentException>(() => PerturbationPreset.Of("replogle").Apply(Cells(CategoryColumn.Of("guide", ["a"])))).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'sciplex'?", Assert.Throws<ArgumentException>(() => PerturbationPreset.Of("sciplx")).Message, StringComparison.Ordinal);
        Assert.Contains("which is no dose", Assert.Throws<ArgumentException>(() => PerturbationPreset.Of("sciplex").Apply(Cells(CategoryColumn.Of("product_name", ["A"]), CategoryColumn.Of("dose", ["much"])))).Message, StringComparison.Ordinal);
        Assert.Contains("several drugs", Assert.Throws<ArgumentException>(() => PerturbationPreset.Of("tahoe").Apply(Cells(CategoryColumn.Of("drug", ["A"]), CategoryColumn.Of("drugname_drugconc", ["[('A', 1.0, 'uM'), ('B', 2.0, 'uM')]"])))).Message, StringComparison.Ordinal);
    }

    private static Table Cells(params Column[] columns) => new([.. Enumerable.Range(0, columns[0].Length).Select(i => $"c{i}")], columns.AsEnumerable());

    private static string Texts(Column column) => string.Join(',', Enumerable.Range(0, column.Length).Select(column.Text));
}
