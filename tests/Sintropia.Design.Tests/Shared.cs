namespace Sintropia.Design.Tests;

/// <summary>Measurements that lie beside the repository; tests without them skip and say so.</summary>
internal static class Shared
{
    /// <summary>The path of a file.</summary>
    public static string File(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Sintropia.Orleans.sln")))
            {
                var path = Path.Combine(at.Parent!.FullName, "shared", relative);
                Assert.SkipUnless(System.IO.File.Exists(path), $"Skipped: {relative} is not in ../shared beside the repository.");
                return path;
            }

        throw new DirectoryNotFoundException("No folder above the tests holds Sintropia.Orleans.sln. Run them from a checkout.");
    }
}
