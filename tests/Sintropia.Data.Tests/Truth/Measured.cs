namespace Sintropia.Data.Tests.Truth;

/// <summary>Measured data that lie in ../shared beside the repository and are no part of it.</summary>
internal static class Measured
{
    /// <summary>The path of a file; skips the test where it is not there.</summary>
    public static string File(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Path.Exists(Path.Combine(folder.FullName, ".git"))) folder = folder.Parent;
        var path = folder?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", relative) : relative;
        Assert.SkipUnless(System.IO.File.Exists(path), $"Skipped: the measured data {relative} are not in ../shared beside the repository.");
        return path;
    }
}
