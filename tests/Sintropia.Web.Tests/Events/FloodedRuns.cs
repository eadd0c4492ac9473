using System.Runtime.CompilerServices;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Tests.Events;

/// <summary>One run that tells more than any network takes.</summary>
internal sealed class FloodedRuns : IRuns
{
    private static readonly RunProgress Told = new(RunStatus.Running, 1, 1, "control", 1, 1, 2, 3, 0, 0, 0.5, Effort.None, new('x', 50_000));

    public Task<RunView> Get(RunId id, CancellationToken cancellation = default) => Task.FromResult(new RunView(id, "A flood", "", RunStatus.Running, Told, null));

    public Task<IReadOnlyList<RunView>> List(CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<RunView>>([]);

    public async IAsyncEnumerable<RunProgress> Watch(RunId id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Yield();
            yield return Told;
        }
    }

    public Task<RunId> Submit(RunRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<CellView?> Inspect(RunId id, CellId cell, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Pause(RunId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Resume(RunId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Stop(RunId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Cancel(RunId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> Results(RunId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Stream> Open(RunId id, string file, CancellationToken cancellation = default) => throw new NotSupportedException();
}
