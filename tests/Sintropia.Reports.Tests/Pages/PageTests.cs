using System.Text.RegularExpressions;
using Sintropia.Reports.Pages;

namespace Sintropia.Reports.Tests.Pages;

public sealed class PageTests
{
    [Fact]
    public void The_page_loads_nothing_from_anywhere()
    {
        Assert.SkipUnless(RunReport.IsInteractive, "The page was built without node.");
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 8);

        var html = File.ReadAllText(RunReport.Write(folder.Path));

        Assert.DoesNotMatch(new Regex(@"<(script|img|iframe|source|video|audio|embed)\b[^>]*\ssrc\s*=", RegexOptions.IgnoreCase), html);
        Assert.DoesNotMatch(new Regex(@"<link\b[^>]*href\s*=\s*[""']?(?!data:)[^""'>\s]", RegexOptions.IgnoreCase), html);
        Assert.DoesNotMatch(new Regex(@"@import\s|url\(\s*[""']?(https?:|//)|\bimport\s*\(\s*[""']", RegexOptions.IgnoreCase), html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal); // and the browser holds it to that
    }

    [Fact]
    public void The_page_stays_small()
    {
        Assert.SkipUnless(RunReport.IsInteractive, "The page was built without node.");
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 40);

        Assert.InRange(new FileInfo(RunReport.Write(folder.Path)).Length, 1, 1_200_000);
    }

    [Fact]
    public void Without_node_the_report_is_tables_and_says_so()
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path);
        var writer = new StringWriter();

        PlainPage.Write(RunReport.Summarize(folder.Path), unbuilt: true, writer);

        Assert.Contains("built without node", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">20</td><td class=\"n\">400</td><td class=\"n\">200</td>", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_were_asked_for_do_not_complain_about_node()
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path);

        var html = File.ReadAllText(RunReport.Write(folder.Path, options: new() { PlainTables = true }));

        Assert.Contains("<table>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("without node", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_its_gap_is_refused() =>
        Assert.Contains("page/index.html", Assert.Throws<InvalidDataException>(() => new PageTemplate("<html></html>")).Message, StringComparison.Ordinal);

    [Fact]
    public void Gaps_are_filled_once_each_in_any_order()
    {
        var writer = new StringWriter();

        new PageTemplate("__SINTROPIA_TABLES__|__SINTROPIA_TITLE__|__SINTROPIA_PAYLOAD__|__SINTROPIA_TITLE__").Fill("<a>", "{}", "__SINTROPIA_PAYLOAD__", writer);

        Assert.Equal("__SINTROPIA_PAYLOAD__|&lt;a&gt;|{}|&lt;a&gt;", writer.ToString());
    }
}
