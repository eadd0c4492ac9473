using Sintropia.Data.Genes;

namespace Sintropia.Data.Tests.Genes;

public sealed class GeneAliasesTests
{
    [Theory]
    [InlineData("MLF1IP", "CENPU")]
    [InlineData("FAM64A", "PIMREG")]
    [InlineData("HN1", "JPT1")]
    [InlineData("TP53", "TP53")]
    public void Old_symbols_have_current_ones(string old, string current)
    {
        Assert.Equal(current, GeneAliases.Shipped.Current(old));
    }

    [Fact]
    public void A_panel_is_searched_for_the_symbol_written_then_the_current_one_then_old_ones()
    {
        Assert.Equal("CENPU", GeneAliases.Shipped.In(new(["CENPU"]), "MLF1IP"));
        Assert.Equal("MLF1IP", GeneAliases.Shipped.In(new(["MLF1IP"]), "CENPU"));
        Assert.Equal("MLF1IP", GeneAliases.Shipped.In(new(["CENPU", "MLF1IP"]), "MLF1IP"));
        Assert.Null(GeneAliases.Shipped.In(new(["X"]), "CENPU"));
    }

    [Fact]
    public void Renamings_in_two_steps_are_followed()
    {
        var aliases = GeneAliases.Parse("a\tb\nb\tc\n# no line\n", "mine.tsv");

        Assert.Equal("c", aliases.Current("a"));
        Assert.Equal("a", aliases.In(new(["a"]), "c"));
    }

    [Theory]
    [InlineData("a b\n", "mine.tsv: line 1")]
    [InlineData("a\tb\nb\ta\n", "circle")]
    [InlineData("a\tb\na\tc\n", "'a' is renamed to 'b' and to 'c'")]
    [InlineData("a\t\n", "a symbol is empty")]
    [InlineData("a\ta\n", "renamed to itself")]
    public void Tables_that_contradict_themselves_are_refused(string text, string says)
    {
        Assert.Contains(says, Assert.Throws<DataFileException>(() => GeneAliases.Parse(text, "mine.tsv")).Message);
    }

    [Fact]
    public void Own_renamings_go_before_the_shipped_ones()
    {
        var both = GeneAliases.Shipped.With(GeneAliases.Parse("HN1\tmine\n", "mine.tsv"));

        Assert.Equal("mine", both.Current("HN1"));
        Assert.Equal("CENPU", both.Current("MLF1IP"));
    }
}
