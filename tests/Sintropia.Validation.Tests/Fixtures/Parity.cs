namespace Sintropia.Validation.Tests.Fixtures;

/// <summary>The golden numbers of reference implementations, kept beside the repository.</summary>
internal static class Parity
{
    /// <summary>A folder of them; skips the test where it is absent.</summary>
    public static string Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Sintropia.Orleans.sln"))) root = root.Parent;
        var folder = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "parity", name) : name;
        Assert.SkipUnless(Directory.Exists(folder), $"Skipped: the golden numbers parity/{name} are not in ../shared beside the repository, so nothing was compared with the reference.");
        return folder;
    }
}
