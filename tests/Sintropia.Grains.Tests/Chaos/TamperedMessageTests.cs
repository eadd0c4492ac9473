using Orleans.Configuration;
using Orleans.Hosting;
using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Messages come twice, late or not at all.</summary>
public sealed class TamperedMessageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static TheoryData<int> Seeds => Suite.Seeds(2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Calls_that_are_executed_twice_change_nothing(int seed) => Ends(seed, Mischief.Doubling(seed), 100);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Questions_and_answers_that_get_lost_are_asked_for_again(int seed) => Ends(seed, Mischief.Losing(seed), 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Answers_that_take_longer_than_their_caller_waits_are_waited_for(int seed) => Ends(seed, Mischief.Slowing(seed, Patience), 5, "10 h"); // each of them waits

    private static async Task Ends(int seed, Mischief mischief, int least, string duration = "24 h")
    {
        var (resolution, listening) = (seed % 2 == 0 ? Resolution.Cell : Resolution.Niche, seed % 3 != 0);
        var plan = Dish.Plan(60, duration, listening);
        await using var cluster = await Cluster.Of(2, (_, silo) =>
        {
            silo.AddIncomingGrainCallFilter(mischief);
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = Patience);
        });

        // Small niches, so that many are filled and give cells away.
        var view = await cluster.Run(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(100) } }, new() { Resolution = resolution, NicheSize = 16 });

        await Ending.As(plan, cluster, view, $"Seed {seed}, {resolution}, {mischief.Done} calls:");
        Assert.True(mischief.Done >= least, $"Only {mischief.Done} calls were tampered with.");
    }
}
