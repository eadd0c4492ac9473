using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Predictors;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Predictors are slow, or on a silo of their own that is lost.</summary>
public sealed class LostPredictorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Resolution.Niche)]
    [InlineData(Resolution.Cell)]
    public async Task A_run_waits_for_a_predictor_that_is_lost_until_another_comes(Resolution resolution)
    {
        var plan = Dish.Plan(60, "24 h", listening: true);
        var moments = new Moments();
        // Two silos with cells; all others have the device, and nothing else.
        await using var cluster = await Cluster.Of(3, (number, silo) =>
        {
            silo.AddIncomingGrainCallFilter(moments);
            if (number >= 2) silo.HostNoCells();
        }, number => new() { Host = number >= 2 });
        var device = cluster.Silos.Silos.Single(s => s.Name == "Silo_2");
        var lost = moments.Tick(0, 20, async () =>
        {
            await cluster.Silos.KillSiloAsync(device);
            _ = cluster.Silos.StartAdditionalSiloAsync(); // once its process is there again
        });
        var asked = moments.Call(nameof(IPredictorGrain.Respond), () => Task.CompletedTask);

        var view = await cluster.Run(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(200) } }, new() { Resolution = resolution, NicheSize = 32 });

        await Ending.As(plan, cluster, view);
        Assert.True(lost.IsCompletedSuccessfully && asked.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(Resolution.Niche)]
    [InlineData(Resolution.Cell)]
    public async Task A_slow_predictor_only_costs_time(Resolution resolution)
    {
        var plan = Dish.Plan(60, "12 h", listening: true);
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.Services.AddSingleton(services =>
            new Predicting(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<BatchOptions>(), TimeProvider.System, network => new Slow(network))));

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = 32 });

        await Ending.As(plan, cluster, view);
    }

    [Fact]
    public async Task A_predictor_that_fails_ends_the_run_with_what_it_said()
    {
        var plan = Dish.Plan(60, "12 h", listening: true);
        await using var cluster = await Cluster.Of(2, (_, silo) => silo.Services.AddSingleton(services =>
            new Predicting(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<BatchOptions>(), TimeProvider.System, network => new Broken(network))));

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = Resolution.Niche, NicheSize = 32 });

        Assert.Equal((Sintropia.Runs.Results.RunStatus.Failed, "The device is on fire."), (view.Status, view.Failure?.Message));
        await Ending.Nothing(cluster);
    }

    private sealed class Slow(IResponsePredictor network) : IResponsePredictor
    {
        public PredictorCard Card => network.Card;

        public async ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
            await network.Respond(question, settled, cancellation);
        }
    }

    private sealed class Broken(IResponsePredictor network) : IResponsePredictor
    {
        public PredictorCard Card => network.Card;

        public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation) => throw new InvalidDataException("The device is on fire.");
    }
}
