namespace Sintropia.Cli.Tests.Interruptions;

/// <summary>A run that was ended by Ctrl-C with two checkpoints, and the same run left alone; tests copy it.</summary>
public sealed class InterruptedRun : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The run that nobody interrupted.</summary>
    public string Whole => _folder["whole"];

    /// <summary>What the interrupted one printed.</summary>
    internal Outcome Outcome { get; private set; } = new(0, "", "");

    public async ValueTask InitializeAsync()
    {
        var scenario = _folder.Write("culture.yaml", Cultures.Drugged());
        (await Command.Run("run", scenario, "--out", Whole, "--no-report")).Exits(ExitCode.Ok);
        // On a busy machine the run can be over before it is interrupted; then it was too quick, and is run again.
        for (var attempt = 0; attempt < 20 && Outcome.Code != ExitCode.Interrupted; attempt++)
        {
            using var process = Command.Start(_folder.Root, "run", "culture.yaml", "--out", "stopped", "--no-report", "--overwrite", "--checkpoint-every", "0.001 s");
            Waiting.For(process, () => Folders.Checkpoints(_folder["stopped"]).Length >= 2 && Folders.Lines(_folder["stopped", "fingerprints.csv"]) > 15);
            process.Signal(Signals.Interrupt);
            Outcome = await process.End();
        }
    }

    /// <summary>A copy for a test to spoil.</summary>
    internal string Copy(TemporaryFolder into)
    {
        TemporaryFolder.Copy(_folder["stopped"], into["run"]);
        return into["run"];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
