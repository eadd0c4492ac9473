using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Sintropia.Runs.Checkpoints;

namespace Sintropia.Runs.AzureBlob;

/// <summary>
/// Checkpoints of a run as blobs. Blobs cannot be renamed, so a checkpoint is complete when it has its marker: a blob without bytes that is written last and removed first.
/// <c>RUN/complete/NAME</c> are the markers, so that one listing gives the complete checkpoints; <c>RUN/files/NAME/FILE</c> the files.
/// </summary>
public sealed class BlobCheckpoints : ICheckpointStore
{
    private const int Side = 16;

    private readonly BlobContainerClient _container;
    private readonly string _complete, _files;

    /// <summary>The checkpoints of one run.</summary>
    /// <param name="container">Where they are; made with the first checkpoint.</param>
    /// <param name="run">Name of the run, with '/' where it has parts. No other run of the container has it, nor begins with it and '/'.</param>
    /// <exception cref="ArgumentException">The name cannot be part of the name of a blob.</exception>
    public BlobCheckpoints(BlobContainerClient container, string run)
    {
        foreach (var part in run.Split('/')) Checked(part, nameof(run));
        _container = container;
        (_complete, _files) = ($"{run}/complete/", $"{run}/files/");
    }

    /// <summary>How many blobs a listing asks for at once; null leaves it to the service, which gives 5,000.</summary>
    internal int? Page { get; init; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The account cannot be read.</exception>
    public IReadOnlyList<string> List() => Explained("list checkpoints", () =>
    {
        try
        {
            return (IReadOnlyList<string>)[.. Pages(_complete).SelectMany(page => page.Values).Select(blob => blob.Name[_complete.Length..]).Order(StringComparer.Ordinal)];
        }
        catch (RequestFailedException none) when (none.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }
    });

    /// <inheritdoc/>
    public void Begin(string name) => Explained("begin a checkpoint", () =>
    {
        Remove(name); // one of that name that is complete would be half the old and half the new one
        _container.CreateIfNotExists();

        // What a crash left of earlier ones would stay for ever: their names do not come again.
        var complete = List().ToHashSet();
        var begun = _container.GetBlobsByHierarchy(BlobTraits.None, BlobStates.None, "/", _files, CancellationToken.None).AsPages(pageSizeHint: Page)
            .SelectMany(page => page.Values).Where(item => item.IsPrefix).Select(item => item.Prefix[_files.Length..^1]).ToList();
        foreach (var left in begun.Where(other => !complete.Contains(other))) RemoveAll($"{_files}{left}/");
        return 0;
    });

    /// <inheritdoc/>
    /// <remarks>Of two that write one file one counts, whole; whether it is the one that was meant is told by its hash in the manifest.</remarks>
    public Stream Create(string name, string file) => new BlobWriting(_container.GetBlockBlobClient(FileOf(name, file)), failed => Explain($"write {name}/{file}", failed));

    /// <inheritdoc/>
    public void Commit(string name) => Explained($"complete {name}", () => _container.GetBlobClient(_complete + Checked(name, nameof(name))).Upload(BinaryData.FromBytes(Array.Empty<byte>()), overwrite: true));

    /// <inheritdoc/>
    public void Abandon(string name) => Explained($"abandon {name}", () => Remove(name));

    /// <inheritdoc/>
    public Stream Open(string name, string file) => Explained($"read {name}/{file}", () =>
    {
        try
        {
            return _container.GetBlobClient(FileOf(name, file)).DownloadContent().Value.Content.ToStream();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new CheckpointException($"{FileOf(name, file)} is missing in {_container.Uri.GetLeftPart(UriPartial.Path)}: the checkpoint is torn. Delete it and resume from an older one.", missing) { IsTorn = true };
        }
    });

    /// <inheritdoc/>
    public void Delete(string name) => Explained($"delete {name}", () => Remove(name));

    /// <inheritdoc/>
    public void Clear() => Explained("delete all checkpoints", () =>
    {
        RemoveAll(_complete);
        return RemoveAll(_files);
    });

    /// <summary>Out of the list first: files go one by one, and half a checkpoint must not look like one.</summary>
    private int Remove(string name)
    {
        try
        {
            _container.DeleteBlobIfExists(_complete + Checked(name, nameof(name)));
        }
        catch (RequestFailedException none) when (none.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return 0;
        }

        return RemoveAll($"{_files}{name}/");
    }

    private int RemoveAll(string prefix)
    {
        var removed = 0;
        try
        {
            foreach (var page in Pages(prefix))
            {
                Parallel.ForEach(page.Values, new() { MaxDegreeOfParallelism = Side }, blob => _container.DeleteBlobIfExists(blob.Name));
                removed += page.Values.Count;
            }
        }
        catch (RequestFailedException none) when (none.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // Then there is nothing to remove.
        }

        return removed;
    }

    private IEnumerable<Page<BlobItem>> Pages(string prefix) => _container.GetBlobs(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None).AsPages(pageSizeHint: Page);

    private string FileOf(string name, string file) => $"{_files}{Checked(name, nameof(name))}/{Checked(file, nameof(file))}";

    private static string Checked(string part, string what) => part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAny('/', '\\') && !part.Any(char.IsControl)
        ? part
        : throw new ArgumentException($"'{part}' cannot be part of the name of a blob. Give a name without '/', and not '.' or '..'.", what);

    private T Explained<T>(string doing, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failed) when (failed is RequestFailedException or AggregateException)
        {
            throw Explain(doing, failed);
        }
    }

    private IOException Explain(string doing, Exception failed) => BlobFailure.Explain(doing, _container.Uri, failed);
}
