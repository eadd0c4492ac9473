using System.Security.Cryptography;
using System.Text;

namespace Sintropia.Runs.Results;

/// <summary>The folder of a run: where its files are, and how they are written so that a reader never sees half of one.</summary>
public sealed class RunDirectory
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "run.json";

    private RunDirectory(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Path of the checkpoints.</summary>
    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">Where; must not exist, be empty, or hold an earlier run if that may be replaced.</param>
    /// <param name="replace">Whether an earlier run there may be replaced.</param>
    /// <exception cref="IOException">Something else is there.</exception>
    public static RunDirectory Create(string path, bool replace)
    {
        var root = Path.GetFullPath(path);
        if (File.Exists(root)) throw new IOException($"{root} is a file, so no run can be written there. Give a folder with --out.");
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            if (!File.Exists(Path.Combine(root, ManifestName))) throw new IOException($"{root} is not empty and holds no run, so nothing was written there. Give another folder with --out.");
            if (!replace) throw new IOException($"{root} holds a run already, so nothing was written there. Resume it with `sintropia resume {path}`, replace it with --overwrite, or give another folder with --out.");
            foreach (var entry in Directory.EnumerateFiles(root)) File.Delete(entry);
            var checkpoints = Path.Combine(root, "checkpoints");
            if (Directory.Exists(checkpoints)) Directory.Delete(checkpoints, recursive: true);
        }

        Directory.CreateDirectory(root);
        return new(root);
    }

    /// <summary>Opens the folder of an existing run.</summary>
    /// <exception cref="IOException">No run is there.</exception>
    public static RunDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        return File.Exists(Path.Combine(root, ManifestName))
            ? new(root)
            : throw new IOException($"{root} holds no run: there is no {ManifestName}. Give the folder that `sintropia run` wrote.");
    }

    /// <summary>Path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Whether a file is there.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Reads the manifest.</summary>
    public RunManifest Manifest() => RunManifest.Read(PathOf(ManifestName));

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var unfinished = PathOf(name + ".tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(unfinished)!);
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, PathOf(name), overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes a text.</summary>
    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Length and hash of a file.</summary>
    public FileNote Note(string name)
    {
        using var stream = File.OpenRead(PathOf(name));
        return new(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
