using System.Diagnostics;
using System.Globalization;
using Orleans.Runtime;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Grains.Tests.Chaos;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Tests;

/// <summary>A run on two silos, one of which loses its power: which, and when, is chosen by a seed. Odd seeds choose a moment in the middle of a checkpoint.</summary>
internal sealed class PowerCut
{
    /// <summary>Heads of the columns of what rounds tell.</summary>
    public const string Heads = "| seed | resolution | expression | killed | chosen | in the middle of | at share of the run | recoveries | end | s |";

    private readonly int _seed;
    private readonly Resolution _resolution;
    private readonly bool _listening, _itsOwn, _inCheckpoint;
    private readonly double _from;
    private volatile bool _over;

    public PowerCut(int seed)
    {
        var random = Suite.Chance(_seed = seed);
        (_resolution, _listening, _itsOwn, _inCheckpoint, _from) = (seed / 2 % 2 == 0 ? Resolution.Cell : Resolution.Niche, random.Next(2) == 0, random.Next(2) == 0, seed % 2 != 0, 0.05 + 0.6 * random.NextDouble());
    }

    /// <summary>The run.</summary>
    public RunPlan Plan => Dish.Plan(_resolution == Resolution.Cell ? 200 : 600, "72 h", _listening);

    /// <summary>What it was, and how it went.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Carries the run out, and cuts the power in the middle of it.</summary>
    /// <param name="cluster">Any client of the silos.</param>
    /// <param name="silos">The silos; another is added for the one that is lost.</param>
    /// <param name="another">Starts one.</param>
    /// <param name="folder">Folder of all runs.</param>
    public async Task<RunView> Run(IClusterClient cluster, List<SiloProcess> silos, Func<SiloProcess> another, string folder, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var runs = new GrainRuns(cluster, new() { Resolution = _resolution, NicheSize = 256 });
        var id = await runs.Submit(new(Plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(150) } }, cancellation);
        var (cut, last) = ((Task<(string Silo, string Where)>?)null, (RunProgress?)null);
        var at = 0.0;
        await foreach (var progress in runs.Watch(id, cancellation))
        {
            last = progress;
            if (progress.Done < _from || cut is not null) continue;
            at = progress.Done;
            var own = await Port(cluster, id);
            var victim = silos.FirstOrDefault(s => s.SiloPort == own == _itsOwn) ?? silos[0];
            cut = Task.Run(() =>
            {
                var where = Cut(victim, silos, Path.Combine(folder, "there", "checkpoints"));
                silos.Add(another()); // as Kubernetes would
                return (victim.SiloPort == own ? "the run's own" : "the other", where);
            }, cancellation);
        }

        _over = true;
        Assert.True(cut is not null, $"Seed {_seed}: the run was over before a silo was to be killed.");
        var (silo, where) = await cut;
        var recoveries = (await cluster.GetGrain<IRunGrain>(id.Value).Get()).Recoveries;
        Told = string.Create(CultureInfo.InvariantCulture,
            $"| {_seed} | {_resolution} | {(_listening ? "yes" : "")} | {silo} | {(_inCheckpoint ? "a checkpoint" : "any moment")} | {where} | {at:p0} | {recoveries} | {last?.Status} | {Stopwatch.GetElapsedTime(began).TotalSeconds:f1} |");
        return await runs.Get(id, cancellation);
    }

    /// <summary>The port of the silo that a run is driven from.</summary>
    private static async Task<int> Port(IClusterClient cluster, RunId id) =>
        (await cluster.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.GetGrain<IRunGrain>(id.Value)))?.Endpoint.Port ?? 0;

    /// <summary>Kills a silo. That it happens in the middle of a checkpoint is made sure of by stopping all silos first and looking.</summary>
    private string Cut(SiloProcess victim, List<SiloProcess> silos, string checkpoints)
    {
        while (!_over)
        {
            if (_inCheckpoint && Unfinished(checkpoints) is null)
            {
                Thread.Yield(); // a checkpoint is written in milliseconds, so one looks as often as one can
                continue;
            }

            foreach (var silo in silos) silo.Freeze();
            var unfinished = Unfinished(checkpoints);
            if (unfinished is not null || !_inCheckpoint) victim.Kill();
            foreach (var silo in silos.Where(s => s != victim || (unfinished is null && _inCheckpoint))) silo.Thaw();
            if (unfinished is not null || !_inCheckpoint) return unfinished ?? "";
        }

        throw new InvalidOperationException($"Seed {_seed}: the run was over before a checkpoint was hit.");
    }

    private static string? Unfinished(string checkpoints)
    {
        try
        {
            return Directory.EnumerateDirectories(checkpoints, "*.tmp").Select(d => Path.GetFileNameWithoutExtension(d)).FirstOrDefault(name => !Directory.Exists(Path.Combine(checkpoints, name)));
        }
        catch (DirectoryNotFoundException)
        {
            return null; // between a checkpoint and the next, or before the first
        }
    }
}
