using Sintropia.Design.Writing;

namespace Sintropia.Design.Tests.Writing;

public sealed class DesignPageTests
{
    [Fact]
    public void A_page_holds_its_words_tables_and_figures_and_no_script()
    {
        using var folder = new TemporaryFolder();
        var plot = new Plot("Shares & odds", "rank", "hits", [new("found", [(0, 0.5), (1, 0.75)]) { Intervals = [(0.25, 0.625), (0.5, 1)] }, new("null", [(0, 0.125), (1, 0.25)]) { IsLine = true, IsReference = true }]) { Names = ["1", "5"] };

        new DesignPage("A <design>").Heading("What was found").Notice("It did not beat its null.").Table("Ranks", ["rank", "name"], [["1", "KLF1 & co"]]).Figure(plot).Write(folder["page.html"]);

        var page = File.ReadAllText(folder["page.html"]);
        Assert.Contains("<h1>A &lt;design&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>It did not beat its null.</strong>", page, StringComparison.Ordinal);
        Assert.Contains("KLF1 &amp; co", page, StringComparison.Ordinal);
        Assert.Contains("stroke-dasharray", page, StringComparison.Ordinal);
        Assert.Contains("Shares &amp; odds</figcaption>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["page.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_figure_without_a_point_is_left_out() =>
        Assert.Equal("", new Plot("Nothing", "x", "y", [new("none", [(double.NaN, 1)])]).Svg());
}
