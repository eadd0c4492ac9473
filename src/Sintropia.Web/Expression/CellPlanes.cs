using Sintropia.Runs.Port;

namespace Sintropia.Web.Expression;

/// <summary>The planes that were looked at last, so that who moves a slider does not wait for components each time.</summary>
internal sealed class CellPlanes
{
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<((RunId Run, DateTime Written, long Bytes, double? Time, int Cells) Key, CellPlane Plane)> _planes = new();

    /// <summary>The plane of a snapshot.</summary>
    public Task<CellPlane> Of(IRuns runs, RunId run, double? time, int cells, CancellationToken cancellation) => SnapshotCells.With(runs, run, path =>
    {
        var file = new FileInfo(path);
        var key = (run, file.LastWriteTimeUtc, file.Length, time, cells); // of a copy it is another each time, which costs time and nothing else
        lock (_gate)
            if (_planes.FirstOrDefault(p => p.Key == key) is { Plane: { } known }) return known;
        var plane = CellPlane.Of(SnapshotCells.Read(path, time, cells));
        lock (_gate)
        {
            _planes.AddFirst((key, plane));
            if (_planes.Count > Most) _planes.RemoveLast();
        }

        return plane;
    }, cancellation);
}
