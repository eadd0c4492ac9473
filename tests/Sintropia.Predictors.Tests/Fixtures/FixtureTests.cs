using Sintropia.Validation.Fixtures;

namespace Sintropia.Predictors.Tests.Fixtures;

/// <summary>Holds networks, and what they are compared by, to the numbers of their reference implementations, which are kept beside the repository.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("virtual-cell-line", 11)]
    [InlineData("bio-jepa-v0_3", 10)]
    [InlineData("state-st", 7)]
    [InlineData("state-st-embedding", 7)]
    [InlineData("state-st-all", 7)]
    [InlineData("state-se", 5)]
    [InlineData("scgpt", 7)]
    [InlineData("gem1", 12)]
    [InlineData("gem1-demo", 3)]
    [InlineData("gears", 8)]
    public void Every_output_of_the_reference_is_made_and_agrees(string name, int cases)
    {
        var judged = FixtureRun.Run(Folder(name)).ToArray();

        Assert.Empty(judged.Where(c => c.Verdict != FixtureVerdict.Pass).Select(c => $"{c.Name}: {c.Reason}{string.Join(", ", c.Tensors.Where(t => !t.Agrees).Select(t => $"{t.Name} {t.Problem} {t.Error:g3} of {t.Allowed:g3}"))}"));
        Assert.Equal(cases, judged.Length);
    }

    private static string Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Sintropia.Orleans.sln"))) root = root.Parent;
        var folder = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "parity", name) : name;
        Assert.SkipUnless(Directory.Exists(folder), $"Skipped: the golden numbers parity/{name} are not in ../shared beside the repository, so this network was not compared with its reference.");
        return folder;
    }
}
