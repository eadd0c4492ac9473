using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Tests.Execution;

public sealed class RunControlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunControl _control = new();

    [Fact]
    public async Task A_question_that_fails_fails_for_its_asker_and_not_for_the_run()
    {
        var bad = _control.Ask<int>(_ => throw new FormatException("bad"));
        var good = _control.Ask(organism => organism.Ticks);

        Assert.Equal(RunStatus.Completed, Run());
        await Assert.ThrowsAsync<FormatException>(() => bad);
        Assert.Equal(0, await good);
    }

    [Fact]
    public async Task Every_question_is_answered_however_many_ask_while_the_run_is_held_and_released()
    {
        var run = Task.Run(Run);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(asker => Task.Run(async () =>
        {
            var ticks = new List<long>();
            for (var i = 0; i < 200; i++)
            {
                if (asker == 0) _control.Pause();
                if (asker == 1) _control.Resume();
                if (run.IsCompleted) break;
                var answer = _control.Ask(organism => organism.Ticks);
                if (await Task.WhenAny(answer, run) == answer) ticks.Add(await answer);
            }

            return ticks;
        })));
        _control.Resume();

        Assert.Equal(RunStatus.Completed, await run);
        Assert.All(answers, ticks => Assert.Equal(ticks.Order(), ticks));
    }

    [Theory]
    [InlineData(RunEnd.Checkpoint, RunStatus.Paused)]
    [InlineData(RunEnd.Cancel, RunStatus.Cancelled)]
    public void A_held_run_can_be_ended(RunEnd end, RunStatus status)
    {
        Assert.Equal(status, Run(held => _control.Stop(end)));
    }

    [Fact]
    public void To_end_for_good_outweighs_to_end_for_now()
    {
        _control.Stop(RunEnd.Cancel);
        _control.Stop(RunEnd.Checkpoint);

        Assert.Equal(RunStatus.Cancelled, Run());
    }

    public void Dispose()
    {
        _control.Dispose();
        _folder.Dispose();
    }

    private static RunPlan OnePart => Dish.Plan with { Conditions = ["control"] };

    private RunStatus Run() => new RunExecution(OnePart, RunDirectory.Create(_folder["run"], false), Dish.Options(1), RunPlace.Here, _control, _ => { }, new Clock()).Run(false);

    private RunStatus Run(Action<RunProgress> held)
    {
        _control.Pause();
        return new RunExecution(Dish.Plan, RunDirectory.Create(_folder["run"], false), Dish.Options(1), RunPlace.Here, _control, p =>
        {
            if (p.Status == RunStatus.Paused) held(p);
        }, new Clock()).Run(false);
    }
}
