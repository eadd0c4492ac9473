using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Tests.Checkpoints;

public sealed class CheckpointFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SimulationOptions _options = new() { Threads = 3, NicheSize = 64 };

    [Fact]
    public void An_organism_comes_back_with_the_same_future()
    {
        var organism = Grown();
        var store = new FolderCheckpoints(_folder["checkpoints"]);
        var files = new CheckpointFiles(store);
        var bytes = files.Write("one", organism, Describe);
        var back = new LocalOrganisms().Restore(RunPart.Of(Dish.Plan)[1], organism.Plan, new() { Threads = 1, NicheSize = 1024 }, store, "one", files.Read("one", "1.0.0", "scenario"));

        Assert.Equal(bytes, new DirectoryInfo(_folder["checkpoints/one"]).EnumerateFiles().Where(f => f.Name != "manifest.sha256").Sum(f => f.Length));
        Assert.Equal(organism.Observe(32).Fingerprint, back.Observe(32).Fingerprint);
        for (var i = 0; i < 10; i++)
        {
            organism.Advance();
            back.Advance();
        }

        Assert.Equal(organism.Observe(32).Fingerprint, back.Observe(32).Fingerprint);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_full_disk_is_told_as_what_it_is_on_any_number_of_threads(int threads)
    {
        var organism = Grown(threads);
        Assert.True(organism.Cells > 3 * _options.NicheSize);

        var full = Assert.Throws<IOException>(() => new CheckpointFiles(new FullDisk()).Write("one", organism, Describe));
        Assert.Equal("No space left on device", full.Message);
    }

    [Fact]
    public void Nothing_is_left_of_a_checkpoint_that_could_not_be_written()
    {
        var store = new FolderCheckpoints(_folder["checkpoints"]);
        Assert.Throws<IOException>(() => new CheckpointFiles(store).Write("one", Grown(), (_, niches) =>
        {
            Assert.True(niches.Count > 3);
            Assert.NotEmpty(Directory.EnumerateFiles(_folder["checkpoints"], "*", SearchOption.AllDirectories));
            throw new IOException("No space left on device");
        }));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["checkpoints"]));
        Assert.Empty(store.List());
    }

    [Fact]
    public void Checkpoints_are_listed_by_age_and_those_that_are_half_there_are_not()
    {
        var store = new FolderCheckpoints(_folder["checkpoints"]);
        Assert.Empty(store.List());
        foreach (var name in new[] { "part-0001-tick-000000000002", "part-0000-tick-000000000048", "part-0001-tick-000000000010" })
        {
            store.Begin(name);
            store.Create(name, "a").Dispose();
            store.Commit(name);
        }

        Directory.CreateDirectory(_folder["checkpoints/part-0009-tick-000000000001.tmp"]);

        Assert.Equal(["part-0000-tick-000000000048", "part-0001-tick-000000000002", "part-0001-tick-000000000010"], store.List());
        store.Delete("part-0001-tick-000000000002");
        store.Delete("part-0001-tick-000000000002");
        Assert.Equal(["part-0000-tick-000000000048", "part-0001-tick-000000000010"], store.List());
        store.Clear();
        store.Clear();
        Assert.False(Directory.Exists(_folder["checkpoints"]));
    }

    [Fact]
    public void A_file_that_a_checkpoint_lacks_is_told_with_what_to_do()
    {
        var problem = Assert.Throws<CheckpointException>(() => new FolderCheckpoints(_folder["checkpoints"]).Open("one", "manifest.json"));

        Assert.True(problem.IsTorn);
        Assert.Contains("resume from an older one", problem.Message);
    }

    public void Dispose() => _folder.Dispose();

    private IOrganism Grown(int threads = 3)
    {
        var organism = new LocalOrganisms().Found(RunPart.Of(Dish.Plan)[1], Dish.Plan.Organism("treated", 1), _options with { Threads = threads });
        for (var i = 0; i < 20; i++) organism.Advance();
        return organism;
    }

    private static Checkpoint Describe(OrganismState state, IReadOnlyList<NicheFile> niches) => new()
    {
        Format = Checkpoint.CurrentFormat, Sintropia = "1.0.0", Scenario = "scenario", Part = 0, Organism = state, Niches = niches,
        Tables = new Dictionary<string, long>(), Finished = [], Effort = Effort.None,
    };

    /// <summary>A store on a disk without room.</summary>
    private sealed class FullDisk : ICheckpointStore
    {
        public IReadOnlyList<string> List() => [];

        public void Begin(string name)
        {
        }

        public Stream Create(string name, string file) => throw new IOException("No space left on device");

        public void Commit(string name) => throw new NotSupportedException();

        public void Abandon(string name)
        {
        }

        public Stream Open(string name, string file) => throw new NotSupportedException();

        public void Delete(string name)
        {
        }

        public void Clear()
        {
        }
    }
}
