using System.Text.Json;

namespace Sintropia.Cli.Tests;

/// <summary>What runs left behind.</summary>
internal static class Folders
{
    public static JsonElement Manifest(string run) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "run.json"))).RootElement;

    public static string? Fingerprint(string run) => Manifest(run).GetProperty("fingerprint").GetString();

    /// <summary>The tables of two runs are the same to the byte, and so are their fingerprints.</summary>
    public static void AssertSame(string expected, string actual)
    {
        Assert.Equal("completed", Manifest(actual).GetProperty("status").GetString());
        Assert.NotNull(Fingerprint(expected));
        Assert.Equal(Fingerprint(expected), Fingerprint(actual));
        Assert.Equal(Tables(expected).Select(Path.GetFileName), Tables(actual).Select(Path.GetFileName));
        Assert.Contains(Tables(expected), t => t.EndsWith("lineage.csv", StringComparison.Ordinal));
        foreach (var table in Tables(expected))
            Assert.True(File.ReadAllBytes(table).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, Path.GetFileName(table)))), $"{Path.GetFileName(table)} differs.");
    }

    /// <summary>Checkpoints, the newest last.</summary>
    public static string[] Checkpoints(string run) =>
        Directory.Exists(Path.Combine(run, "checkpoints")) ? [.. Directory.EnumerateDirectories(Path.Combine(run, "checkpoints"), "part-*").Where(d => !d.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Lines of a table that may be under way, or not there yet.</summary>
    public static int Lines(string table)
    {
        try
        {
            using var stream = new FileStream(table, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            return bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Count((byte)'\n');
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string[] Tables(string run) => [.. Directory.EnumerateFiles(run).Where(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".nwk", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
