namespace Sintropia.Training.Tests;

/// <summary>Files that are kept beside the repository and are no part of it.</summary>
internal static class Shared
{
    /// <summary>The path of one; the test is skipped, and says so, where it is not there.</summary>
    public static string Path(params ReadOnlySpan<string> names)
    {
        var relative = System.IO.Path.Combine(names);
        for (var at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            var found = System.IO.Path.Combine(at, "shared", relative);
            if (System.IO.Path.Exists(found)) return found;
        }

        Assert.Skip($"../shared/{relative.Replace('\\', '/')} is not beside the repository.");
        return "";
    }
}
