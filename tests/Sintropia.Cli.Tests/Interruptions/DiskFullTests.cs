using System.Diagnostics;

namespace Sintropia.Cli.Tests.Interruptions;

public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_ends_a_run_with_what_to_do_and_room_is_enough_to_go_on()
    {
        using var folder = new TemporaryFolder();
        var scenario = folder.Write("culture.yaml", Cultures.Drugged());
        (await Command.Run("run", scenario, "--out", folder["whole"], "--no-report")).Exits(ExitCode.Ok);
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=600k", "none", disk), "Only root can make a small disk to fill; run the tests as root on Linux for this one.");
        try
        {
            var run = Path.Combine(disk, "run");
            var full = (await Command.Run("run", scenario, "--out", run, "--no-report", "--checkpoint-every", "0.05 s")).Exits(ExitCode.RunFailed);
            Assert.Contains("No space left on device", full.Error);
            Assert.Contains($"sintropia resume {run}", full.Error);

            Assert.True(Run("mount", "-o", "remount,size=64m", disk));
            (await Command.Run("resume", run, "--no-report")).Exits(ExitCode.Ok);
            Folders.AssertSame(folder["whole"], run);
        }
        finally
        {
            Run("umount", disk);
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
