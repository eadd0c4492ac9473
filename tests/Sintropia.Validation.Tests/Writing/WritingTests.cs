using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sintropia.Validation.Books;
using Sintropia.Validation.Writing;

namespace Sintropia.Validation.Tests.Writing;

public sealed partial class WritingTests
{
    private static readonly VerificationRow Row = new()
    {
        Group = "Group <one>",
        Name = "a \"row\" & more",
        What = "what",
        Expected = 0.1 + 0.2,
        Obtained = double.NaN,
        Tolerance = 1e-9,
        StandardError = 0.25,
        Basis = "z·SE",
        Verdict = Verdict.Fail,
        Source = "source",
        WrongLaw = "a wrong law",
        Seed = ulong.MaxValue,
        Plot = new("Plot", "x", "y", [(0, 0), (double.NaN, double.NaN), (1, 2)], [(0.5, 1.25)]),
    };

    private static VerificationBook Book(params VerificationRow[] rows) =>
        new() { Header = new(42, 50_000, rows.Length, 100, 0.01, 3.89), Rows = rows, Elapsed = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public void A_row_is_one_line_of_json_with_its_five_keys_first_and_all_digits()
    {
        var line = JsonLines.Row(Row);
        var json = JsonDocument.Parse(line).RootElement;

        Assert.DoesNotContain('\n', line);
        Assert.Equal(["name", "expected", "obtained", "tolerance", "verdict"], json.EnumerateObject().Take(5).Select(p => p.Name));
        Assert.Equal(0.1 + 0.2, json.GetProperty("expected").GetDouble());
        Assert.Equal("NaN", json.GetProperty("obtained").GetString());
        Assert.Equal("fail", json.GetProperty("verdict").GetString());
        Assert.Equal(ulong.MaxValue, json.GetProperty("seed").GetUInt64());
    }

    [Fact]
    public void The_text_begins_with_the_seed_and_says_what_a_failure_means()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        TableText.Write(Book(Row, Row with { Verdict = Verdict.Pass }), writer);
        var lines = writer.ToString().Split('\n').Select(l => l.TrimEnd('\r')).ToArray();

        Assert.StartsWith("seed 42 · ", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("FAIL  a \"row\" & more ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("1 of 2 rows pass; seed 42", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("A wrong law would give: a wrong law.", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_of_the_text_stand_below_their_names()
    {
        var row = TableText.Row(Row with { Expected = 1.5, Obtained = 2.5 });

        Assert.Equal(TableText.Columns.IndexOf("expected", StringComparison.Ordinal) + "expected".Length, row.IndexOf("1.5", StringComparison.Ordinal) + "1.5".Length);
        Assert.Equal(TableText.Columns.IndexOf("obtained", StringComparison.Ordinal) + "obtained".Length, row.IndexOf("2.5", StringComparison.Ordinal) + "2.5".Length);
    }

    [Fact]
    public void The_page_needs_nothing_else_and_escapes_what_it_shows()
    {
        var html = HtmlBook.Of(Book(Row));

        Assert.DoesNotMatch(Outside(), html);
        Assert.Contains("Group &lt;one&gt;", html);
        Assert.Contains("a &quot;row&quot; &amp; more", html);
        Assert.Contains("prefers-color-scheme:dark", html);
        Assert.Contains("@media print", html);
        Assert.Contains("1 of 1 rows fail", html);
        Assert.DoesNotContain("NaN ", SvgOf(html));
    }

    [Fact]
    public void A_row_shows_what_a_wrong_law_gives_and_what_was_left_out_is_counted()
    {
        var row = Row with { Obtained = 0.31, Verdict = Verdict.Pass, Tolerance = 0.05 };
        var html = HtmlBook.Of(Book(row) with { Wrong = new Dictionary<string, WrongReading> { [row.Name] = new("a dose that is given <twice>", 0.9) }, LeftOut = [new("HeLa S3: T_d", "20.1 h", "a paper & more")] });

        Assert.Contains("Run with a dose that is given &lt;twice&gt; it reads 0.9 and fails", html);
        Assert.Contains("1 of 1 rows were seen to fail under a wrong law", html);
        Assert.Contains("1 rows are left out", html);
        Assert.Contains("a paper &amp; more", html);
        Assert.Matches("<svg class=\"row\".*class=\"band\".*class=\"dot\".*class=\"wrong\"", html);
    }

    [Fact]
    public void The_page_is_written_whole_under_its_name()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("verification").FullName, "book.html");
        HtmlBook.Write(Book(Row), path);

        Assert.EndsWith("</html>", File.ReadAllText(path));
        Assert.Equal(["book.html"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static string SvgOf(string html) => html[html.IndexOf("<svg", StringComparison.Ordinal)..html.IndexOf("</svg>", StringComparison.Ordinal)];

    [GeneratedRegex("(src|href)=|url\\(|@import|https?:")]
    private static partial Regex Outside();
}
