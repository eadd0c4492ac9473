namespace Sintropia.Evaluation.Tests.Lineages;

/// <summary>Measured data kept beside the repository, not in it. Tests that need it skip where it is absent.</summary>
internal static class RecordedLineages
{
    public static string Path(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Sintropia.Orleans.sln"))) folder = folder.Parent;
        var path = folder?.Parent is { } beside ? System.IO.Path.Combine(beside.FullName, "shared", relative) : relative;
        Assert.SkipUnless(File.Exists(path), $"Skipped: the measured data {relative} are not in ../shared beside the repository.");
        return path;
    }
}
