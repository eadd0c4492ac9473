using System.Text.Json;
using Sintropia.Cli.Commands;
using Sintropia.Validation;

namespace Sintropia.Cli.Tests.Commands;

public sealed class VerifyCommandTests
{
    [Fact]
    public async Task Rows_that_pass_are_told_in_words_for_programs_and_as_a_page()
    {
        using var folder = new TemporaryFolder();

        var words = (await Command.Run("verify", "--quick", "--only", "Partition", "--html", folder["book.html"])).Exits(ExitCode.Ok).Output;
        var json = (await Command.Run("verify", "--quick", "--only", "Partition", "--json")).Exits(ExitCode.Ok).Output;

        Assert.StartsWith("seed 1963", words);
        var rows = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal("pass", r.GetProperty("verdict").GetString()));
        Assert.Contains("<html", File.ReadAllText(folder["book.html"]));
    }

    [Fact]
    public void A_row_that_fails_ends_with_six_and_says_what_a_wrong_law_would_give()
    {
        using StringWriter output = new(), error = new();
        var greedy = new Subject { Partition = (molecules, _, _) => molecules }; // one daughter takes all
        var verify = VerifyCommand.Create(new(output, error), greedy).Command;

        Assert.Equal(ExitCode.Differs, verify.Parse(["--quick", "--only", "Partition"]).Invoke());
        Assert.Contains("FAIL", output.ToString());
        Assert.Contains("A wrong law would give", output.ToString());
    }

    [Fact]
    public async Task The_book_shows_what_rows_read_under_a_wrong_law()
    {
        using var folder = new TemporaryFolder();
        await Command.Run("verify", "--quick", "--only", "Partition", "--book", folder["book.html"]);

        Assert.Contains("Run with a favoured daughter it reads", File.ReadAllText(folder["book.html"]));
    }

    [Fact]
    public async Task Other_seeds_are_run_after_the_published_one()
    {
        var words = (await Command.Run("verify", "--quick", "--only", "Partition", "--seeds", "2")).Exits(ExitCode.Ok).Output;

        Assert.Contains("seed 1964", words);
        Assert.Contains("2 of 2 other seeds pass", words);
    }

    [Fact]
    public async Task A_group_that_is_not_there_is_a_usage_error()
    {
        var error = (await Command.Run("verify", "--only", "nothing of this name")).Exits(ExitCode.Usage).Error;

        Assert.Contains("No group of rows has", error);
        Assert.DoesNotContain("Parameter", error); // which is for programmers
    }
}
