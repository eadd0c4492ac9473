using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tissues;

/// <summary>Turns levels of agents into what cells of one type feel: rates of phases, hazards, held checkpoints, rest.</summary>
public sealed class Pharmacology
{
    private readonly CellType _type;
    private readonly List<(int Agent, Effect Effect, int Required, ulong Draw)> _effects = [];
    private readonly double[] _rates = new double[Phases.Count];
    private readonly List<GateLevel>[] _gates = [.. Enumerable.Range(0, Phases.Count).Select(_ => new List<GateLevel>())];

    /// <summary>The pharmacology of a type.</summary>
    /// <param name="type">The cell type.</param>
    /// <param name="agents">All agents of the scenario, in its order.</param>
    public Pharmacology(CellType type, IReadOnlyList<Agent> agents)
    {
        _type = type;
        for (var agent = 0; agent < agents.Count; agent++)
            foreach (var effect in agents[agent].Effects)
                if (effect.CellTypes.Count == 0 || effect.CellTypes.Contains(type.Name))
                    _effects.Add((agent, effect, effect.Requires is null ? -1 : Loss(agents, effect.Requires), agents[agent].DrawIndex));
    }

    /// <summary>Sets a microenvironment for an interval.</summary>
    /// <param name="here">The microenvironment; its clocks are re-anchored where a rate changes.</param>
    /// <param name="levels">Mean unbound level of each agent over the interval; shape [agents].</param>
    /// <param name="crowding">Factor on the rates of G0 and G1, from <see cref="Crowding.At"/>.</param>
    /// <param name="time">Start of the interval, h.</param>
    public void Act(Microenvironment here, ReadOnlySpan<double> levels, double crowding, double time)
    {
        Array.Fill(_rates, 1);
        _rates[(int)Phase.G0] = _type.Cycle is null ? 1 : crowding;
        _rates[(int)Phase.G1] = crowding;
        Array.Clear(here.Rates);
        foreach (var hazard in _type.Hazards) Harm(here, hazard.Outcome, hazard.Phases, hazard.Rate);
        var rest = 0.0;
        foreach (var (agent, effect, required, draw) in _effects)
        {
            var strength = effect.Response.At(levels[agent]);
            if (required >= 0) strength *= 1 - Math.Min(levels[required], 1);
            if (strength == 0) continue;
            switch (effect)
            {
                case Slowing slowing: Slow(slowing.Phases, Math.Max(0, 1 - strength)); break;
                case Holding holding: _gates[(int)holding.Phase].Add(new(draw, strength)); break;
                case Harming harming: Harm(here, harming.Outcome, harming.Phases, strength); break;
                case Resting: rest = 1 - (1 - rest) * (1 - strength); break;
            }
        }

        here.Start = time;
        here.Rest = rest;
        here.Released = PhaseSet.None;
        for (var phase = 0; phase < Phases.Count; phase++) Set(here, phase, time);
    }

    private void Set(Microenvironment here, int phase, double time)
    {
        here.Progress[phase] = here.Progress[phase].With(_rates[phase], time);
        var hazard = 0.0;
        for (var outcome = 0; outcome < Outcomes.Count; outcome++) hazard += here.Rates[phase * Outcomes.Count + outcome];
        here.Hazard[phase] = here.Hazard[phase].With(hazard, time);

        var gates = _gates[phase];
        if (!gates.SequenceEqual(here.Gates[phase]))
        {
            // Only a falling level lets cells through; comparing agent by agent keeps a rising dose free of work.
            if (here.Gates[phase].Any(before => Level(gates, before.Agent) < before.Level)) here.Released |= (PhaseSet)(1 << phase);
            here.Gates[phase] = [.. gates];
        }

        gates.Clear();
    }

    private static double Level(List<GateLevel> gates, ulong agent)
    {
        var level = 0.0;
        foreach (var gate in gates)
            if (gate.Agent == agent) level = Math.Max(level, gate.Level);
        return level;
    }

    private void Slow(PhaseSet phases, double factor)
    {
        for (var phase = Phase.G0; phase <= Phase.Senescent; phase++)
            if (phases.Has(phase)) _rates[(int)phase] *= factor;
    }

    private static void Harm(Microenvironment here, Outcome outcome, PhaseSet phases, double rate)
    {
        for (var phase = Phase.G0; phase <= Phase.Senescent; phase++)
            if (phases.Has(phase)) here.Rates[(int)phase * Outcomes.Count + (int)outcome] += rate;
    }

    private static int Loss(IReadOnlyList<Agent> agents, string gene)
    {
        for (var agent = 0; agent < agents.Count; agent++)
            if (agents[agent].Kind == AgentKind.GeneLoss && agents[agent].Name == gene) return agent;
        return -1; // nothing in this scenario touches the gene
    }
}
