using System.Diagnostics;
using System.Net;
using Sintropia.Client;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;
using Sintropia.Web.Hosting;

namespace Sintropia.Gateway.Tests;

public sealed class DiskFullTests : IDisposable
{
    private static readonly string Large = Cultures.Drugged(9).Replace("250 cells", "8000 cells").Replace("capacity: 20000", "capacity: 2000000");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_disk_that_fills_up_ends_a_run_with_why_the_server_goes_on_and_with_room_the_run_ends_as_it_should()
    {
        var disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk), "Only root can make a small disk to fill; run the tests as root on Linux for this one.");
        try
        {
            var expected = await Serve(_folder["whole"], async client => (await client.Wait((await client.Submit(new ScenarioText(Large), cancellation: Cancelled)).Id, Cancelled)).Fingerprint);
            var came = await Serve(Path.Combine(disk, "data"), async client =>
            {
                var run = (await client.Submit(new ScenarioText(Large), "mine", Cancelled)).Id;
                var failed = await client.Wait(run, Cancelled);
                Assert.Equal(RunStatus.Failed, failed.Run.Status);
                Assert.Contains("No space left on device", failed.Run.Failure);
                Fill(Path.Combine(disk, "the rest"));
                var refused = await Assert.ThrowsAsync<ApiException>(() => client.Submit(new ScenarioText(Cultures.Small(1)), cancellation: Cancelled));
                Assert.Equal(((HttpStatusCode)507, "disk-full"), (refused.Status!.Value, refused.Kind));
                Assert.Equal(1, (await client.List(cancellation: Cancelled)).Total);

                Assert.True(Run("mount", "-o", "remount,size=256m", disk));
                await client.Resume(run, Cancelled);
                var ended = await client.Wait(run, Cancelled);
                Assert.Equal(RunStatus.Completed, ended.Run.Status);
                Assert.Equal(run, (await client.Submit(new ScenarioText(Large), "mine", Cancelled)).Id);
                return ended.Fingerprint;
            });
            Assert.Equal(expected, came);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static async Task<string?> Serve(string data, Func<SintropiaClient, Task<string?>> ask)
    {
        await using var app = GatewayHost.Build([$"--Queue:DataFolder={data}", "--Queue:Threads=1", "--Queue:LeastFreeMegabytes=0", "--Queue:CheckpointEvery=00:00:00.200", "--Web:Port=0"]);
        await app.StartAsync(Cancelled);
        using var client = new SintropiaClient(new SintropiaClientOptions(new(LocalWeb.AddressOf(app))) { Patience = TimeSpan.Zero });
        var said = await ask(client);
        await app.StopAsync(Cancelled);
        return said;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, 0);
        try
        {
            for (var piece = new byte[512]; ;) file.Write(piece);
        }
        catch (IOException)
        {
            // Full to the last block.
        }
    }

    private static bool Run(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program here
        }
    }
}
