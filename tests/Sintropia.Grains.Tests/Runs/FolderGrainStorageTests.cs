using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Sintropia.Grains.Runs;

namespace Sintropia.Grains.Tests.Runs;

public sealed class FolderGrainStorageTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("run", "run-1"), Other = GrainId.Create("run", "run-2");

    private readonly TemporaryFolder _folder = new();
    private readonly Serializer _serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public async Task What_was_written_is_read_by_another_machine_and_by_no_other_grain()
    {
        var written = await Written(7);

        var read = await Read(Grain);
        Assert.Equal((7L, true, written.ETag), (read.State!.Starts, read.RecordExists, read.ETag));
        Assert.False((await Read(Other)).RecordExists);
    }

    [Fact]
    public async Task Who_read_before_another_wrote_cannot_overwrite_nor_clear_it()
    {
        await Written(1);
        var (first, second) = (await Read(Grain), await Read(Grain));
        first.State!.Starts = 2;
        await Storage().WriteStateAsync("run", Grain, first);

        second.State!.Starts = 9;
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().WriteStateAsync("run", Grain, second));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().ClearStateAsync("run", Grain, second));
        Assert.Equal(2, (await Read(Grain)).State!.Starts);
    }

    [Fact]
    public async Task Of_many_who_write_at_once_one_does()
    {
        await Written(0);
        for (var round = 0; round < 20; round++)
        {
            var writers = new List<(GrainState<RunRecord> State, Task Written)>();
            for (var i = 0; i < 8; i++)
            {
                var state = await Read(Grain);
                state.State!.Starts++;
                state.State!.Failure = $"{100 * round + i}";
                writers.Add((state, Task.CompletedTask));
            }

            using var start = new ManualResetEventSlim();
            var writing = writers.Select(w => Task.Run(async () =>
            {
                start.Wait(TestContext.Current.CancellationToken);
                await Storage().WriteStateAsync("run", Grain, w.State);
                return w.State.State!.Failure;
            })).ToArray();
            start.Set();

            var won = new List<string?>();
            foreach (var write in writing)
                try
                {
                    won.Add(await write);
                }
                catch (InconsistentStateException)
                {
                    // as it should
                }

            Assert.Equal([(await Read(Grain)).State!.Failure], won);
        }
    }

    [Fact]
    public async Task What_was_cleared_is_gone_and_can_be_written_anew()
    {
        var written = await Written(1);
        await Storage().ClearStateAsync("run", Grain, written);
        Assert.False((await Read(Grain)).RecordExists);

        await Written(2);
        Assert.Equal(2, (await Read(Grain)).State!.Starts);
    }

    [Fact]
    public async Task Half_a_file_of_a_machine_that_died_while_writing_is_never_read()
    {
        await Written(3);
        var file = Assert.Single(Directory.GetFiles(_folder["grains"], "*.state"));
        await File.WriteAllBytesAsync($"{file}.0123.tmp", [1, 2, 3], TestContext.Current.CancellationToken);

        var read = await Read(Grain);
        Assert.Equal(3, read.State!.Starts);
        await Storage().WriteStateAsync("run", Grain, read);
    }

    [Fact]
    public async Task A_file_that_a_power_cut_emptied_is_told_by_its_name()
    {
        await Written(3);
        var file = Assert.Single(Directory.GetFiles(_folder["grains"], "*.state"));
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);

        Assert.Contains(file, (await Assert.ThrowsAsync<IOException>(() => Read(Grain))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private FolderGrainStorage Storage() => new(_folder["grains"], _serializer);

    private async Task<GrainState<RunRecord>> Written(long starts)
    {
        var state = new GrainState<RunRecord>(new RunRecord { Starts = starts });
        await Storage().WriteStateAsync("run", Grain, state);
        return state;
    }

    private async Task<GrainState<RunRecord>> Read(GrainId grain)
    {
        var state = new GrainState<RunRecord>(new RunRecord());
        await Storage().ReadStateAsync("run", grain, state);
        return state;
    }
}
