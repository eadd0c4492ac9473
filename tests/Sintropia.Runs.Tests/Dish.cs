using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests;

/// <summary>A small culture with a drug, and runs of it.</summary>
internal static class Dish
{
    public const string Text = """
        format: 1
        name: Dish
        seed: 7
        duration: 24 h
        record: every 2 h
        cell_types:
          line:
            cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h, G2: { lognormal: 2 h, cv: 20 % }, M: 30 min }
            hazards: [ { outcome: apoptosis, rate: 0.01 per h } ]
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM } ] }
        tissues:
          dish:
            populations:
              - { type: line, cells: 300 cells }
            crowding: { capacity: 2000 cells, power: 2 }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 1 uM, from: 8 h, until: 16 h }
        """;

    /// <summary>The dish whose cells express something.</summary>
    public static string Listening { get; } = With(("tissues:", "expression: { predictor: stand-in, dimensions: 6, residual_spread: 0.5, ask_every: 5 ticks, programme: stand-in }\ntissues:"));

    public static RunId First { get; } = new("run-1");

    public static RunPlan Plan { get; } = Of(Text);

    /// <summary>The dish with pieces replaced.</summary>
    public static string With(params (string Old, string New)[] changes)
    {
        var text = Text;
        foreach (var (old, other) in changes)
        {
            Assert.Contains(old, text);
            text = text.Replace(old, other);
        }

        return text;
    }

    public static RunPlan Of(string text) => RunPlans.Of(ScenarioFile.Parse(text, "dish.yaml"));

    public static ExecutionOptions Options(int threads = 2, int nicheSize = 256, double checkpointEverySeconds = 86400, int keep = 2) => new()
    {
        Simulation = new() { Threads = threads, NicheSize = nicheSize },
        CheckpointEvery = TimeSpan.FromSeconds(checkpointEverySeconds),
        KeepCheckpoints = keep,
    };

    public static RunRequest Request(string folder, RunPlan? plan = null, ExecutionOptions? options = null) => new(plan ?? Plan, folder) { Options = options ?? Options() };

    /// <summary>Submits a run and follows it to its end.</summary>
    public static async Task<RunView> Carry(RunRequest request, Clock? clock = null)
    {
        await using var runs = new LocalRuns(clock ?? new Clock());
        var id = await runs.Submit(request);
        return await Follow(runs, id);
    }

    /// <summary>Follows a run to its end.</summary>
    public static async Task<RunView> Follow(IRuns runs, RunId id)
    {
        await foreach (var _ in runs.Watch(id))
        {
        }

        return await runs.Get(id);
    }

    /// <summary>Submits a run and stops it with a checkpoint at one of its looks at the clock.</summary>
    public static async Task<RunView> StopAt(int look, RunRequest request)
    {
        var clock = new Clock();
        await using var runs = new LocalRuns(clock);
        clock.AtLook = number =>
        {
            if (number == look) _ = runs.Stop(First); // returns when the run has ended, so it cannot be awaited by the run
        };
        return await Follow(runs, await runs.Submit(request));
    }

    /// <summary>Copies a run directory as the death of its process would leave it, at one of its looks at the clock; the run itself goes on to its end.</summary>
    public static async Task Kill(int look, RunRequest request, string copy)
    {
        var clock = new Clock();
        await using var runs = new LocalRuns(clock);
        clock.AtLook = number =>
        {
            if (number == look) Copy(request.Directory, copy);
        };
        await Follow(runs, await runs.Submit(request));
    }

    /// <summary>Text of every file but `run.json`, which tells of wall time.</summary>
    public static SortedDictionary<string, string> Files(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != RunDirectory.ManifestName).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText));

    public static RunManifest Manifest(string folder) => RunDirectory.Open(folder).Manifest();

    public static IReadOnlyList<string> Checkpoints(string folder) => Directory.Exists(Path.Combine(folder, "checkpoints"))
        ? [.. Directory.EnumerateDirectories(Path.Combine(folder, "checkpoints")).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Two folders hold the same run.</summary>
    public static void Same(string expected, string actual)
    {
        var (one, two) = (Files(expected), Files(actual));
        Assert.Equal(one.Keys, two.Keys);
        foreach (var (name, text) in one) Assert.True(text == two[name], $"{name} differs");
        var (first, second) = (Manifest(expected), Manifest(actual));
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(first.Runs, second.Runs);
        Assert.Equal(first.Files, second.Files);
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetFileName(file) == "run.lock") continue; // the death of a process unlocks it
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }
}
