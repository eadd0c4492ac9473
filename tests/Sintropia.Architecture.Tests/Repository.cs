using System.ComponentModel;
using System.Diagnostics;

namespace Sintropia.Architecture.Tests;

/// <summary>The working tree under test, found from where the test assembly lies.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "artifacts", "runs", "TestResults", ".git"];

    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path in the tree, written with '/'.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The text of a file of the tree.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Files below a folder that someone wrote, relative to the root, in order; without what a build leaves.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern = "*")
    {
        if (!Directory.Exists(PathOf(folder))) return [];

        var files = new List<string>();
        Collect(PathOf(folder));
        return [.. files.Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

        void Collect(string at)
        {
            files.AddRange(Directory.EnumerateFiles(at, pattern));
            foreach (var below in Directory.EnumerateDirectories(at).Where(d => !Built.Contains(Path.GetFileName(d)))) Collect(below);
        }
    }

    /// <summary>Every C# source of the house and its tests.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. new[] { "src", "silo", "client", "tests" }.SelectMany(folder => Files(folder, "*.cs"))];

    /// <summary>Every file that is kept, in order: what git tracks; in an unpacked archive, whatever no build left.</summary>
    public static IReadOnlyList<string> Kept()
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotePath=false", "ls-files"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            git.BeginErrorReadLine(); // drained, or a long complaint would block it
            var tracked = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode == 0) return [.. tracked.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(PathOf(f)))];
        }
        catch (Win32Exception)
        {
            // There is no git on this machine.
        }

        return Files(".");
    }

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Sintropia.Orleans.sln")))
                return at;

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds Sintropia.Orleans.sln. Run the architecture tests from a checkout, not from a copy of their binaries.");
    }
}
