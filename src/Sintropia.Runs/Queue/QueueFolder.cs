using System.Globalization;

namespace Sintropia.Runs.Queue;

/// <summary>The data folder: `queue/run-000001.json` says that a run was accepted, and `runs/run-000001/` is what `sintropia run` would have written. One process at a time has it.</summary>
internal sealed class QueueFolder : IDisposable
{
    private const string LockName = "queue.lock", Prefix = "run-", Extension = ".json", Unfinished = ".tmp";

    private readonly FileStream _lock;

    private QueueFolder(string root, FileStream locked) => (Root, _lock) = (root, locked);

    public string Root { get; }

    private string Entries => Path.Combine(Root, "queue");

    private string Runs => Path.Combine(Root, "runs");

    /// <exception cref="IOException">It cannot be written, or another process has it.</exception>
    public static QueueFolder Open(string path)
    {
        var root = Path.GetFullPath(path);
        if (File.Exists(root)) throw new IOException($"{root} is a file, so no runs can be kept there. Give a folder.");
        var folder = Directory.CreateDirectory(root).FullName;
        FileStream locked;
        try
        {
            locked = new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException used)
        {
            throw new IOException($"The data folder {folder} cannot be used: {used.Message} If another server has it, stop that one or give another folder.", used);
        }

        var opened = new QueueFolder(folder, locked);
        Directory.CreateDirectory(opened.Entries);
        Directory.CreateDirectory(opened.Runs);
        return opened;
    }

    public static string Id(int number) => Prefix + number.ToString("d6", CultureInfo.InvariantCulture);

    public string RunOf(int number) => Path.Combine(Runs, Id(number));

    /// <summary>All entries, the oldest first.</summary>
    public IReadOnlyList<QueueEntry> All() => [.. Directory.EnumerateFiles(Entries, Prefix + "*" + Extension).Select(QueueEntry.Read).OrderBy(e => e.Number)];

    /// <summary>The highest number that was ever given, also to a run that was not accepted in the end.</summary>
    public int Last() => Directory.EnumerateFileSystemEntries(Runs, Prefix + "*").Concat(Directory.EnumerateFiles(Entries, Prefix + "*" + Extension))
        .Select(f => int.TryParse(Path.GetFileName(f)[Prefix.Length..].Replace(Extension, "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max();

    /// <summary>Writes an entry so that it is there whole or not at all.</summary>
    public void Write(QueueEntry entry)
    {
        var path = Path.Combine(Entries, Id(entry.Number) + Extension);
        try
        {
            using (var stream = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(entry.ToJson());
                stream.Flush(flushToDisk: true);
            }

            File.Move(path + Unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(path + Unfinished);
            throw;
        }
    }

    /// <summary>Makes sure that there is room.</summary>
    /// <exception cref="DiskFullException">There is not.</exception>
    public void CheckRoom(long leastMegabytes)
    {
        var free = new DriveInfo(Root).AvailableFreeSpace >> 20;
        if (free < leastMegabytes) throw new DiskFullException($"The disk of the data folder has {free} MB left, and a run is accepted from {leastMegabytes} MB on (Queue:LeastFreeMegabytes). Remove runs that are no longer needed, then submit again.");
    }

    public void Dispose() => _lock.Dispose();
}
