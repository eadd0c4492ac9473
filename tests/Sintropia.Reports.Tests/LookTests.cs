namespace Sintropia.Reports.Tests;

/// <summary>For eyes: SINTROPIA_REPORT_SAMPLE=folder keeps a larger sample run and its report there.</summary>
public sealed class LookTests
{
    [Fact]
    public void A_whole_run_becomes_one_page()
    {
        using var temporary = new TemporaryFolder();
        var kept = Environment.GetEnvironmentVariable("SINTROPIA_REPORT_SAMPLE");
        var folder = kept ?? temporary.Path;
        SampleRun.Write(folder, founders: kept is null ? 40 : 600);

        var path = RunReport.Write(folder);

        Assert.Equal(Path.Combine(Path.GetFullPath(folder), "report.html"), path);
        Assert.EndsWith("</html>", File.ReadAllText(path).TrimEnd(), StringComparison.Ordinal);
        Assert.False(File.Exists(path + ".tmp"));
    }
}
