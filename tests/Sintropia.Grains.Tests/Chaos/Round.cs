using System.Diagnostics;
using System.Globalization;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>A run, a cluster and what happens to both, all chosen by a seed.</summary>
internal sealed class Round
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly int _seed, _silos;
    private readonly Resolution _resolution;
    private readonly bool _listening, _everyTick;
    private readonly string _messages;
    private readonly Mischief? _mischief;
    private readonly List<Loss> _losses = [];
    private readonly List<string> _happened = [];

    public Round(int seed)
    {
        var random = Suite.Chance(_seed = seed);
        (_resolution, _listening, _silos, _everyTick) = (seed % 2 == 0 ? Resolution.Cell : Resolution.Niche, random.Next(2) == 0, 2 + random.Next(2), random.Next(2) == 0);
        (_messages, _mischief) = random.Next(6) switch
        {
            0 => ("twice", Mischief.Doubling(seed)),
            1 => ("lost", Mischief.Losing(seed)),
            2 => ("late", Mischief.Slowing(seed, Patience)),
            _ => ("", null),
        };
        var (part, tick) = (random.Next(2), random.Next(1, 36));
        for (int i = 0, count = 1 + random.Next(3); i < count; i++, tick += random.Next(1, 5))
        {
            var what = random.Next(10) switch { < 6 => Loss.Kind.Kill, < 8 => Loss.Kind.Leave, 8 => Loss.Kind.Join, _ => Loss.Kind.Client };
            // The first happens at a time that comes for certain: only then is there something to be brought back, and a loss while that is done.
            _losses.Add(new(i == 0 ? Loss.Kind.Kill : what, random.Next(2) == 0, (Loss.Moment)random.Next(i == 0 ? 5 : 6), part, tick));
        }

        _everyTick |= _losses[0].When is not (Loss.Moment.BeforeTick or Loss.Moment.AfterTick); // else there might be no checkpoint to be hit
    }

    /// <summary>What it was, and how it went.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Lets it happen.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var (began, plan, moments) = (Stopwatch.GetTimestamp(), Dish.Plan(80, "24 h", _listening), new Moments());
        await using var cluster = await Cluster.Of(_silos, (_, silo) =>
        {
            silo.AddIncomingGrainCallFilter(moments);
            if (_mischief is not null) silo.AddIncomingGrainCallFilter(_mischief).Configure<SiloMessagingOptions>(o => o.ResponseTimeout = Patience);
        }, checkpoints: moments.Around);
        var run = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var happened = new List<Task>();
        foreach (var loss in _losses) happened.Add(loss.In(moments, async () => await Happen(cluster, await run.Task, loss)));

        var every = _everyTick ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(200);
        var id = await cluster.Runs(new() { Resolution = _resolution, NicheSize = 32 }).Submit(new(plan, "there") { Options = new() { CheckpointEvery = every } }, cancellation);
        run.SetResult(id.Value);
        var view = await cluster.End(id);

        var recoveries = await cluster.Recoveries(id);
        Told = string.Create(CultureInfo.InvariantCulture,
            $"| {_seed,7} | {_resolution,-5} | {(_listening ? "yes" : ""),-9} | {_silos} | {(_everyTick ? "every tick" : "200 ms"),-10} | {_messages,-5} | {string.Join("; ", _losses),-60} | {string.Join("; ", Happened())} | {recoveries} | {view.Status} | {Stopwatch.GetElapsedTime(began).TotalSeconds:f1} |");
        await Ending.As(plan, cluster, view, $"Seed {_seed}: {Told}:");
        // A silo that is being killed may outlast the run that went on without it.
        Assert.True(Happened().Length > 0, $"Seed {_seed}: the run was over before anything happened to it.");
        Assert.DoesNotContain(happened, h => h.IsFaulted);
    }

    /// <summary>Heads of the columns of what rounds tell.</summary>
    public const string Heads = "| seed | resolution | expression | silos | checkpoints | messages | chosen | happened | recoveries | end | s |";

    private string[] Happened()
    {
        lock (_happened) return [.. _happened];
    }

    private async Task Happen(Cluster cluster, string run, Loss loss)
    {
        switch (loss.What)
        {
            case Loss.Kind.Client:
                await cluster.Silos.KillClientAsync();
                await cluster.Silos.InitializeClientAsync();
                break;
            case Loss.Kind.Join:
                await cluster.Silos.StartAdditionalSiloAsync();
                break;
            default:
                if (cluster.Silos.GetActiveSilos().Count() < 2) await cluster.Silos.StartAdditionalSiloAsync(); // what is left of an earlier loss, for which another is on its way
                var victim = Victim(cluster, run, loss.ItsOwn);
                if (loss.What == Loss.Kind.Leave) _ = cluster.Silos.StopSiloAsync(victim);
                else await cluster.Silos.KillSiloAsync(victim);
                await cluster.Silos.StartAdditionalSiloAsync(); // as Kubernetes would
                break;
        }

        lock (_happened) _happened.Add($"{loss}");
    }

    /// <summary>The silo that the run is driven from, or another. While the run is driven from nowhere, any.</summary>
    private static InProcessSiloHandle Victim(Cluster cluster, string run, bool itsOwn)
    {
        var active = cluster.Silos.GetActiveSilos().ToList();
        var address = cluster.Silos.TryGetGrainContext(GrainId.Create("run", run), out var context) ? context.Address.SiloAddress : null;
        return active.FirstOrDefault(s => s.SiloAddress.Equals(address) == itsOwn) ?? active[0];
    }
}
