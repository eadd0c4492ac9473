using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Validation.Claims;

/// <summary>Where experiments are done: founds cultures of the subject with draws of their own.</summary>
/// <param name="seed">Seed of the book.</param>
/// <param name="options">How the book is run.</param>
internal sealed class Bench(ulong seed, VerificationOptions options)
{
    /// <summary>Length of a tick, h. Nothing here is coupled between cells, so results do not depend on it; times of observation are multiples.</summary>
    public const double Tick = 0.5;

    public Subject Subject => options.Subject;

    public int Founders => options.Founders;

    public int Threads => options.Threads;

    /// <summary>The draws of an experiment. FNV-1a of the name: experiments keep their draws when others are added.</summary>
    public Draws Draws(string experiment)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in experiment) hash = (hash ^ letter) * 0x100000001B3;
        return new((ulong)StateHash.Of([seed, hash]));
    }

    /// <summary>A culture of one type.</summary>
    /// <param name="experiment">Name, for its seed.</param>
    /// <param name="type">The cells.</param>
    /// <param name="hours">How long it will be watched, h.</param>
    /// <param name="founding">Where founders stand.</param>
    /// <param name="effect">What an agent at full strength does; null for nothing.</param>
    /// <param name="schedule">When it acts; from the start if null.</param>
    /// <param name="target">Which cells it reaches; all if null.</param>
    /// <param name="agent">In place of an effect: the whole agent.</param>
    /// <param name="interventions">What else is done.</param>
    /// <param name="founders">How many; as many as the options say if null.</param>
    public Culture Found(
        string experiment, CellType type, double hours, Founding founding = Founding.Asynchronous, Effect? effect = null, Schedule? schedule = null, Target? target = null, Agent? agent = null,
        IReadOnlyList<Intervention>? interventions = null, int? founders = null)
    {
        agent ??= effect is null ? null : new Agent("agent", AgentKind.Compound, "") { Effects = [effect] };
        return new(Subject.Found(
            new()
            {
                CellTypes = [type],
                Tissues = [new("dish", "culture", [new PopulationPlan(0, founders ?? Founders, founding)])],
                Agents = agent is null ? [] : [agent],
                Interventions = [.. interventions ?? [], .. agent is null ? Array.Empty<Intervention>() : [new Dosing(0, 1, schedule ?? new(0), target ?? Target.Organism)]],
                Seed = Draws(experiment).Seed,
                Tick = Tick,
                Duration = Math.Max(hours, Tick),
            },
            new SimulationOptions { Threads = Threads }));
    }
}
