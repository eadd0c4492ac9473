using System.Security.Cryptography;
using System.Text;
using Sintropia.Scenarios.Founders;

namespace Sintropia.Runs.Results;

/// <summary>The folder of a run: where its files are, and how they are written so that a reader never sees half of one.</summary>
public sealed class RunDirectory
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "run.json";

    /// <summary>Files that runs write, and reports of them. A run that is replaced takes these with it and leaves the rest of the folder, which its owner put there.</summary>
    private static readonly string[] Own =
    [
        "timeseries.csv", "events.csv", "exposure.csv", "circulation.csv", "coupling.csv", "clones.csv", "fingerprints.csv", "cells.csv", "cells.h5ad", "lineage.csv", "lineage.nwk", "paired.csv", ResponseTable.FileName, "report.html", "scenario.yaml", "branch.yaml", FounderArchive.FileName, SnapshotFile.FileName,
        RunClaim.FileName, ManifestName, // the manifest last: until then the folder still says that a run is there
    ];

    private const string CheckpointFolder = "checkpoints", Unfinished = ".tmp";

    private RunDirectory(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>The last part of its path.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root)));

    /// <summary>Path of the checkpoints.</summary>
    public string Checkpoints => Path.Combine(Root, CheckpointFolder);

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">Where; must not exist, be empty, or hold an earlier run if that may be replaced.</param>
    /// <param name="replace">Whether an earlier run there may be replaced.</param>
    /// <exception cref="IOException">Something else is there.</exception>
    public static RunDirectory Create(string path, bool replace)
    {
        var root = Path.GetFullPath(path);
        if (File.Exists(root)) throw new IOException($"{root} is a file, so no run can be written there. Give a folder with --out.");
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any(e => Path.GetFileName(e) is not (RunClaim.FileName or ManifestName + Unfinished))) // which a run leaves that died before it began
        {
            if (!File.Exists(Path.Combine(root, ManifestName))) throw new IOException($"{root} is not empty and holds no run, so nothing was written there. Give another folder with --out.");
            if (!replace) throw new IOException($"{root} holds a run already, so nothing was written there. {(IsComplete(root) ? "It is complete: replace" : $"Go on with it by `sintropia resume {path}`, replace")} it with --overwrite, or give another folder with --out.");
            Empty(root);
        }

        Directory.CreateDirectory(root);
        return new(root);
    }

    private static bool IsComplete(string root)
    {
        try
        {
            return RunManifest.Read(Path.Combine(root, ManifestName)).Status == RunStatus.Completed;
        }
        catch (InvalidDataException)
        {
            return false; // what is wrong with it is said by whoever resumes it
        }
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

    /// <summary>Whether a run writes files of this name itself, so that nothing else can be kept under it.</summary>
    /// <param name="name">Relative to the folder.</param>
    public static bool IsOwn(string name)
    {
        var parts = name.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToArray();
        return parts.Length == 1 && Own.Contains(parts[0], StringComparer.OrdinalIgnoreCase) || parts.Length > 1 && parts[0].Equals(CheckpointFolder, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Names of the files that readers may open: neither the lock nor anything half written.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Root).Select(f => Path.GetFileName(f)).Where(IsResult).Order(StringComparer.Ordinal);

    /// <summary>Whether a name is that of a file in the folder itself, and of none that is still in the making.</summary>
    public static bool IsResult(string name) => name == Path.GetFileName(name) && !name.EndsWith(Unfinished, StringComparison.Ordinal) && name is not (RunClaim.FileName or SnapshotFile.FileName);

    /// <summary>Names of all files that readers may open, also of those that the scenario reads and that are kept below the folder; with '/', and without checkpoints.</summary>
    public IEnumerable<string> Readable => Directory.EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Where(IsReadable).Order(StringComparer.Ordinal);

    /// <summary>Opens a file for reading, shared with a run that still writes it, or renames another over it.</summary>
    /// <param name="name">Its name, as <see cref="Readable"/> has it.</param>
    /// <returns>The file; null if there is none of this name, if it is still in the making, or if the name leads out of the folder, be it by a link.</returns>
    public FileStream? Read(string name)
    {
        if (!IsReadable(name)) return null;
        var path = Root;
        foreach (var part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null) return null; // no run makes links, so nobody needs one followed
        }

        try
        {
            return File.Exists(path) ? new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        catch (FileNotFoundException)
        {
            return null; // it went in between
        }
    }

    /// <summary>Whether a name is that of a file in the folder or below it: of no checkpoint, of none that is still in the making, and no way out.</summary>
    private static bool IsReadable(string name)
    {
        var parts = name.Split('/');
        return name.Length is > 0 and < 1000 && !name.Any(c => char.IsControl(c) || c == '\\') && !Path.IsPathRooted(name)
            && parts.All(p => p is not ("" or "." or "..")) && !parts[0].Equals(CheckpointFolder, StringComparison.OrdinalIgnoreCase) && IsResult(parts[^1]);
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
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        using (var unfinished = new Draft(PathOf(name)))
        {
            using (var stream = new FileStream(unfinished.Path, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            unfinished.Finish();
        }
    }

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes it, given the path to write to.</param>
    public void Write(string name, Action<string> write)
    {
        using var unfinished = new Draft(PathOf(name));
        write(unfinished.Path);
        unfinished.Finish();
    }

    /// <summary>Writes a text.</summary>
    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Length and hash of a file.</summary>
    public FileNote Note(string name)
    {
        using var stream = File.OpenRead(PathOf(name));
        return new(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static void Empty(string root)
    {
        using (RunClaim.Of(root)) // not while a run writes there
        {
            var checkpoints = Path.Combine(root, CheckpointFolder);
            if (Directory.Exists(checkpoints)) Directory.Delete(checkpoints, recursive: true);
            foreach (var name in Own.Where(n => n != RunClaim.FileName))
            {
                File.Delete(Path.Combine(root, name + Unfinished));
                File.Delete(Path.Combine(root, name));
            }
        }
    }

    /// <summary>A file in the making: renamed when it is finished, removed when it is not.</summary>
    private sealed class Draft(string path) : IDisposable
    {
        public string Path => path + Unfinished;

        public void Finish() => File.Move(Path, path, overwrite: true);

        public void Dispose() => File.Delete(Path); // nothing is there once it was renamed
    }
}
