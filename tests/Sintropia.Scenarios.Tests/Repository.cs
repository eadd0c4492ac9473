namespace Sintropia.Scenarios.Tests;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Examples => Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The folder of recorded lineages beside the repository; skips the test where it is absent.</summary>
    public static string RecordedLineages()
    {
        var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "lineage_au565_mcf10a"));
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is absent: the recorded lineages of AU565 are not checked.");
        return folder;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Sintropia.Orleans.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));
}
