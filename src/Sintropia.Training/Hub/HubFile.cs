namespace Sintropia.Training.Hub;

/// <summary>A file of a model on a hub.</summary>
/// <param name="Path">Within the model, with '/'.</param>
/// <param name="Size">Bytes; −1 where the hub does not say.</param>
/// <param name="Sha256">Of large files; empty where the hub does not say.</param>
public sealed record HubFile(string Path, long Size, string Sha256 = "")
{
    private const int LongestPath = 400, Deepest = 8;

    /// <summary>Where it goes in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="HubException">The path would leave the folder, or cannot be a file's everywhere.</exception>
    public string In(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var parts = Path.Split('/');
        if (Path.Length is 0 or > LongestPath || parts.Length > Deepest || Path.Any(c => c is '\\' or ':' || char.IsControl(c)) || parts.Any(p => p.Length == 0 || p is "." or ".." || p.EndsWith('.') || p.EndsWith(' ')))
            throw new HubException($"The hub names a file '{Shown}', which is no path within a model. Nothing was downloaded; do not trust this model.");
        var root = System.IO.Path.GetFullPath(folder);
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, Path));
        return full.StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : throw new HubException($"The hub names a file '{Shown}', which would lie outside of {folder}. Nothing was downloaded; do not trust this model.");
    }

    private string Shown => new([.. Path.Take(100).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
}
