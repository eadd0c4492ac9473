using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Runs.Tests;

namespace Sintropia.Runs.AzureBlob.Tests;

public sealed class RunTests(Azurite azurite)
{
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task A_run_that_is_stopped_goes_on_from_its_blobs_and_ends_the_same(int look)
    {
        using var folder = new TemporaryFolder();
        var container = azurite.Container();
        await Dish.Carry(Dish.Request(folder["whole"]));

        var stopped = await Carry(Dish.Request(folder["stopped"]), container, look);
        Assert.Equal(RunStatus.Paused, stopped.Status);
        Assert.NotEmpty(Azurite.Blobs(container));
        Assert.False(Directory.Exists(folder["stopped/checkpoints"]));
        var completed = await Carry(Dish.Request(folder["stopped"]) with { Continue = true }, container, look: null);

        Assert.Equal(RunStatus.Completed, completed.Status);
        Dish.Same(folder["whole"], folder["stopped"]);
        Assert.Empty(Azurite.Blobs(container));
    }

    [Fact]
    public async Task A_run_passes_over_a_torn_checkpoint_to_an_older_one()
    {
        using var folder = new TemporaryFolder();
        var container = azurite.Container();
        await Dish.Carry(Dish.Request(folder["whole"]));
        var request = Dish.Request(folder["torn"]);
        await Carry(request with { Options = Dish.Options(checkpointEverySeconds: 30) }, container, look: 60);
        var newest = new BlobCheckpoints(container, "torn").List()[^1];
        Assert.True(new BlobCheckpoints(container, "torn").List().Count > 1);
        container.DeleteBlob(Azurite.Blobs(container).First(name => name.StartsWith($"torn/files/{newest}/niche", StringComparison.Ordinal)));

        var completed = await Carry(request with { Continue = true }, container, look: null);

        Assert.Equal(RunStatus.Completed, completed.Status);
        Dish.Same(folder["whole"], folder["torn"]);
    }

    private static async Task<RunView> Carry(RunRequest request, Azure.Storage.Blobs.BlobContainerClient container, int? look)
    {
        var clock = new Clock();
        var place = RunPlace.Here with { Checkpoints = directory => new BlobCheckpoints(container, Path.GetFileName(directory.Root)) };
        await using var runs = new LocalRuns(clock, place);
        clock.AtLook = number =>
        {
            if (number == look) _ = runs.Stop(Dish.First); // returns when the run has ended, so it cannot be awaited by the run
        };
        return await Dish.Follow(runs, await runs.Submit(request));
    }
}
