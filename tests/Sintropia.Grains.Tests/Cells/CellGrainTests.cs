using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Predictors;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests.Cells;

public sealed class CellGrainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cell_that_is_looked_at_while_a_predictor_is_asked_about_it_shows_itself_with_the_answer()
    {
        var asking = new TaskCompletionSource<Held>();
        await using var cluster = await Asking(network =>
        {
            asking.TrySetResult(new(network));
            return asking.Task.Result;
        });
        var runs = cluster.Runs(new() { Resolution = Resolution.Cell });
        var plan = Dish.Plan(20, "12 h", listening: true);
        var id = await runs.Submit(new(plan, "there"), Cancellation);
        var held = await asking.Task.WaitAsync(Cancellation);
        await held.Asked.WaitAsync(Cancellation);
        var cell = GrainId.Parse((await cluster.Residents()).First(r => r.StartsWith("cell/", StringComparison.Ordinal)));

        var row = cluster.Silos.Client.GetGrain<ICellGrain>(cell).Row().AsTask();
        held.Let();

        var life = plan.Organism("control", 1).Life();
        Assert.True(CellBytes.Expression((await row)!, life)!.Asked.Tick >= 0);
        Assert.Equal(RunStatus.Completed, (await cluster.End(id)).Status);
    }

    [Fact]
    public async Task A_predictor_that_fails_ends_a_run_of_single_cells_with_what_it_said()
    {
        await using var cluster = await Asking(network => new Broken(network));

        var view = await cluster.Run(new(Dish.Plan(20, "12 h", listening: true), "there"), new() { Resolution = Resolution.Cell });

        Assert.Equal((RunStatus.Failed, "The device is on fire."), (view.Status, view.Failure?.Message));
    }

    private static Task<Cluster> Asking(Func<IResponsePredictor, IResponsePredictor> wrap) => Cluster.Of(1, (_, silo) => silo.Services.AddSingleton(services =>
        new Predicting(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<BatchOptions>(), TimeProvider.System, wrap)));

    /// <summary>Answers when it is let.</summary>
    private sealed class Held(IResponsePredictor network) : IResponsePredictor
    {
        private readonly TaskCompletionSource _asked = new(), _let = new();

        public PredictorCard Card => network.Card;

        public Task Asked => _asked.Task;

        public void Let() => _let.SetResult();

        public async ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
        {
            _asked.TrySetResult();
            await _let.Task.WaitAsync(cancellation);
            await network.Respond(question, settled, cancellation);
        }
    }

    private sealed class Broken(IResponsePredictor network) : IResponsePredictor
    {
        public PredictorCard Card => network.Card;

        public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation) => throw new InvalidDataException("The device is on fire.");
    }
}
