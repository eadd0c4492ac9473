using System.Text;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Tests.Watching;

public sealed class RedirectedTests
{
    [Fact]
    public async Task A_process_whose_output_goes_to_a_file_writes_plain_utf8_lines()
    {
        using var folder = new TemporaryFolder();
        folder.Write("culture.yaml", Cultures.Small().Replace("A small culture", "Kultur µ", StringComparison.Ordinal));

        using var process = Command.Start(folder.Root, "run", "culture.yaml");
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("Kultur µ: 1 condition", text);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\r', text);
        Assert.Contains(Path.Combine("runs", "culture", "report.html"), text);
    }

    [Fact]
    public async Task A_terminal_gets_a_bar_that_is_gone_at_the_end_and_colours_only_where_they_are_wanted()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("culture.yaml", Cultures.Small());
        using StringWriter coloured = new(), plain = new(), error = new();

        Assert.Equal(ExitCode.Ok, await CommandLine.InvokeAsync(["run", file, "--out", folder["a"], "--no-report"], new(coloured, error) { Interactive = true, Colour = true, Width = 80 }));
        Assert.Equal(ExitCode.Ok, await CommandLine.InvokeAsync(["run", file, "--out", folder["b"], "--no-report"], new(plain, error) { Interactive = true, Width = 80 }));

        Assert.Contains("\e[32mComplete\e[0m", coloured.ToString());
        Assert.DoesNotContain("\e[32m", plain.ToString());
        Assert.Contains("\e[?25h", plain.ToString()); // the cursor is back
    }

    [Fact]
    public void Words_for_numbers_are_those_that_people_read()
    {
        Assert.Equal(("1,234,567", "1 cell", "2 cells"), (Words.Count(1234567), Words.Count(1, "cell"), Words.Count(2, "cell")));
        Assert.Equal(("412 M", "1.5 k", "3.0 ", "2.1 G"), (Words.Rate(412e6), Words.Rate(1500), Words.Rate(3), Words.Rate(2.1e9)));
        Assert.Equal(("0:07", "12:30", "3:05:00"), (Words.Clock(6.2), Words.Clock(750), Words.Clock(11100)));
    }
}
