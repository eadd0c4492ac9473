using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Tests.Results;

public sealed class RunClaimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task However_often_a_folder_changes_hands_only_one_run_has_it_at_a_time()
    {
        var plan = Dish.Plan;
        var alone = new Alone();
        await using (var first = Runs(alone)) await End(first, new(plan, _folder["run"]));

        // Each of these takes the folder, begins, fails at once and gives it up, as runs do that are brought back and lost again.
        var took = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var took = 0;
            await using var runs = Runs(alone);
            for (var i = 0; i < 150; i++)
                try
                {
                    await End(runs, new(plan, _folder["run"]) { Continue = true });
                    took++;
                }
                catch (FolderInUseException)
                {
                    // as it should be for all but one
                }

            return took;
        })));

        Assert.NotEqual(0, took.Sum()); // how often is the scheduler's affair
        Assert.Equal(1, alone.Most);
        Assert.False(File.Exists(_folder["run/run.lock"]));
    }

    [Fact]
    public async Task A_folder_that_was_removed_under_a_run_hurts_nobody_but_that_run()
    {
        var plan = Dish.Plan;
        await using var runs = Runs(new Alone { AtWork = () => Directory.Delete(_folder["run"], recursive: true) });

        Assert.Equal(RunStatus.Failed, (await End(runs, new(plan, _folder["run"]))).Status);
        Assert.Equal(RunStatus.Failed, (await End(runs, new(plan, _folder["other"]))).Status);
    }

    public void Dispose() => _folder.Dispose();

    private static LocalRuns Runs(IOrganisms organisms) => new(TimeProvider.System, RunPlace.Here with { Organisms = organisms });

    private static async Task<RunView> End(LocalRuns runs, RunRequest request)
    {
        var id = await runs.Submit(request, TestContext.Current.CancellationToken);
        await foreach (var _ in runs.Watch(id, TestContext.Current.CancellationToken))
        {
        }

        return await runs.Get(id, TestContext.Current.CancellationToken);
    }

    /// <summary>Counts how many runs are at work at a time, and lets none live.</summary>
    private sealed class Alone : IOrganisms
    {
        private int _now;

        public int Most { get; private set; }

        public Action AtWork { get; init; } = () => { };

        public IOrganism Found(RunPart part, OrganismPlan plan, SimulationOptions options)
        {
            var now = Interlocked.Increment(ref _now);
            lock (this) Most = Math.Max(Most, now);
            AtWork();
            Thread.Yield();
            Interlocked.Decrement(ref _now);
            throw new OrganismLostException("Nothing lives here.");
        }

        public IOrganism Restore(RunPart part, OrganismPlan plan, SimulationOptions options, ICheckpointStore store, string name, Checkpoint checkpoint) => Found(part, plan, options);
    }
}
