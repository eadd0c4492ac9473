using System.Text;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task The_version_is_one_line()
    {
        Assert.Equal("sintropia 0.1.0", (await Command.Run("--version")).Exits(ExitCode.Ok).Output.TrimEnd());
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("resume", "--help")]
    [InlineData("branch", "--help")]
    [InlineData("verify", "--help")]
    public async Task Help_shows_examples_and_what_every_exit_code_means(params string[] words)
    {
        var help = (await Command.Run(words)).Exits(ExitCode.Ok).Output;

        Assert.Contains("Examples:", help);
        foreach (var (code, meaning) in ExitCode.All) Assert.Contains($"{code,3}  {meaning}", help);
    }

    [Theory]
    [InlineData("no verb 'rnu'. Did you mean 'run'?", "rnu")]
    [InlineData("no verb 'rnu'. Did you mean 'run'?\nSee:", "rnu", "a.yaml")]
    [InlineData("--seed 'abc' is not a whole number from 0 to 18446744073709551615.", "run", "a.yaml", "--seed", "abc")]
    [InlineData("--seed '-1' is not a whole number", "run", "a.yaml", "--seed", "-1")]
    [InlineData("--threads 'two' is not a whole number.", "run", "a.yaml", "--threads", "two")]
    [InlineData("no option '--thread'. Did you mean '--threads'?", "run", "a.yaml", "--thread", "2")]
    [InlineData("no option '--outt'. Did you mean '--out'?", "run", "--outt", "x", "a.yaml")]
    [InlineData("'b.yaml' is one word too many", "run", "a.yaml", "b.yaml")]
    [InlineData("'FILE' missing", "run")]
    [InlineData("--threads 0 is not between 1 and 1024", "run", "a.yaml", "--threads", "0")]
    [InlineData("--niche 8 is not between 16 and 1048576", "run", "a.yaml", "--niche", "8")]
    [InlineData("'5x' is not a time", "run", "a.yaml", "--checkpoint-every", "5x")]
    [InlineData("not between 0.001 s and 24 h", "run", "a.yaml", "--checkpoint-every", "0 s")]
    [InlineData("'24' has no unit", "branch", "a", "--with", "b", "--at", "24")]
    [InlineData("There is no example 'cultrue'", "init", "--example", "cultrue")]
    public async Task A_command_line_that_makes_no_sense_is_a_usage_error_that_says_what_to_write(string message, params string[] words)
    {
        var outcome = (await Command.Run(words)).Exits(ExitCode.Usage);

        Assert.Contains(message, outcome.Error);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_defect_is_told_in_two_lines_and_in_full_only_when_asked()
    {
        using StringWriter brief = new(), full = new();

        Assert.Equal(ExitCode.Defect, await CommandLine.InvokeAsync(["--version"], new(new BrokenWriter(), brief)));
        Assert.Equal(ExitCode.Defect, await CommandLine.InvokeAsync(["init", "--list", "--verbose"], new(new BrokenWriter(), full)));

        Assert.Contains("Please report it", brief.ToString());
        Assert.DoesNotContain("   at ", brief.ToString());
        Assert.Contains("   at ", full.ToString());
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new InvalidOperationException("the writer is broken");

        public override void WriteLine(string? value) => throw new InvalidOperationException("the writer is broken");

        public override Encoding Encoding => Encoding.UTF8;
    }
}
