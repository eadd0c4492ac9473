using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests;

/// <summary>A run's result is a function of scenario and seed, wherever its cells live.</summary>
public sealed class ParityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1, Resolution.Niche, 64)]
    [InlineData(2, Resolution.Niche, 200)]
    [InlineData(3, Resolution.Niche, 4096)]
    [InlineData(1, Resolution.Cell, 0)]
    [InlineData(2, Resolution.Cell, 0)]
    [InlineData(4, Resolution.Cell, 0)]
    public async Task A_cluster_of_any_size_and_resolution_writes_the_tables_of_one_process(int silos, Resolution resolution, int nicheSize)
    {
        var plan = Dish.Plan();
        var expected = await Dish.InProcess(plan, _folder["here"]);
        await using var cluster = await Cluster.Of(silos);

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = Math.Max(16, nicheSize) });

        Assert.True(view.Status == RunStatus.Completed, view.Failure?.Message);
        var there = RunDirectory.Open(Path.Combine(cluster.Folder, "there"));
        Assert.Equal(expected.Fingerprint, there.Manifest().Fingerprint);
        Assert.Equal(expected.Files.ToDictionary(f => f.Key, f => f.Value.Sha256), there.Manifest().Files.ToDictionary(f => f.Key, f => f.Value.Sha256));
    }

    [Theory]
    [InlineData(1, Resolution.Niche, 1, true)]
    [InlineData(2, Resolution.Niche, 4096, false)]
    [InlineData(1, Resolution.Cell, 4096, true)]
    [InlineData(3, Resolution.Cell, 64, false)]
    public async Task What_cells_express_does_not_depend_on_who_is_asked_and_in_which_batch(int silos, Resolution resolution, int batch, bool hosted)
    {
        var plan = Dish.Plan(150, "12 h", listening: true);
        var expected = await Dish.InProcess(plan, _folder["here"]);
        // The first silo has the device; the others have theirs or ask it.
        await using var cluster = await Cluster.Of(silos, batches: number => new() { MaxBatch = batch, Host = hosted || number == 0 });

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = 64 });

        Assert.True(view.Status == RunStatus.Completed, view.Failure?.Message);
        Assert.Equal(expected.Fingerprint, RunDirectory.Open(Path.Combine(cluster.Folder, "there")).Manifest().Fingerprint);
    }

    [Theory]
    [InlineData(1, Resolution.Niche)]
    [InlineData(3, Resolution.Niche)]
    [InlineData(2, Resolution.Cell)]
    public async Task An_organism_with_blood_writes_the_tables_of_one_process(int silos, Resolution resolution)
    {
        var plan = Dish.Patient();
        var expected = await Dish.InProcess(plan, _folder["here"]);
        await using var cluster = await Cluster.Of(silos);

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = 64 });

        Assert.True(view.Status == RunStatus.Completed, view.Failure?.Message);
        var there = RunDirectory.Open(Path.Combine(cluster.Folder, "there"));
        Assert.Equal(expected.Fingerprint, there.Manifest().Fingerprint);
        Assert.Contains("circulation.csv", there.Manifest().Files.Keys);
        Assert.Equal(expected.Files.ToDictionary(f => f.Key, f => f.Value.Sha256), there.Manifest().Files.ToDictionary(f => f.Key, f => f.Value.Sha256));
    }

    [Theory]
    [InlineData(1, Resolution.Niche, false)]
    [InlineData(3, Resolution.Niche, false)]
    [InlineData(2, Resolution.Niche, true)]
    [InlineData(1, Resolution.Cell, true)]
    [InlineData(2, Resolution.Cell, false)]
    public async Task Cells_that_mutate_and_go_from_tissue_to_tissue_write_the_tables_of_one_process(int silos, Resolution resolution, bool listening)
    {
        var plan = Dish.Trafficking(listening);
        var expected = await Dish.InProcess(plan, _folder["here"]);
        await using var cluster = await Cluster.Of(silos);

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = 64 });

        Assert.True(view.Status == RunStatus.Completed, view.Failure?.Message);
        var there = RunDirectory.Open(Path.Combine(cluster.Folder, "there"));
        Assert.Equal(expected.Fingerprint, there.Manifest().Fingerprint);
        foreach (var table in (string[])["timeseries.csv", "lineage.csv", "events.csv", "circulation.csv", "coupling.csv"]) Assert.Equal(expected.Files[table].Sha256, there.Manifest().Files[table].Sha256);
    }

    [Theory]
    [InlineData(2, Resolution.Niche)]
    [InlineData(2, Resolution.Cell)]
    public async Task A_trained_model_of_a_file_answers_a_cluster_as_it_answers_one_process(int silos, Resolution resolution)
    {
        var plan = TrainedDish.Plan(_folder["scenario"]);
        var expected = await Dish.InProcess(plan, _folder["here"]);
        Directory.Delete(_folder["scenario"], recursive: true); // machines of a cluster get the model with the run, not from this disk
        await using var cluster = await Cluster.Of(silos);

        var view = await cluster.Run(new(plan, "there"), new() { Resolution = resolution, NicheSize = 64 });

        Assert.True(view.Status == RunStatus.Completed, view.Failure?.Message);
        Assert.Equal(expected.Fingerprint, RunDirectory.Open(Path.Combine(cluster.Folder, "there")).Manifest().Fingerprint);
    }

    public void Dispose() => _folder.Dispose();
}
