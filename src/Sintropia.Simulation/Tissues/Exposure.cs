using Sintropia.Biology.Chance;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tissues;

/// <summary>What reaches a tissue: mean levels of all agents over an interval, from the schedules and from what cells make and take up.</summary>
internal sealed class Exposure
{
    private readonly OrganismPlan _organism;
    private readonly (Dosing Dosing, int Bit)[] _dosings;
    private readonly double[] _shares;
    private readonly double[] _pools;
    private readonly double[] _poolMeans;
    private readonly double[] _shareHours;
    private readonly double[] _poolHours;
    private readonly double[] _tickMeans;
    private readonly bool[] _carried;
    private double _hours;

    public Exposure(TissuePlan plan, OrganismPlan organism)
    {
        _organism = organism;
        _dosings = [.. Fractions.Of(organism).Where(i => i.Intervention is Dosing && i.Intervention.Target.Reaches(plan.Organ, plan.Name)).Select(i => ((Dosing)i.Intervention, i.Bit))];
        _shares = new double[_dosings.Length];
        _pools = [.. organism.Agents.Select(a => a.Baseline)];
        _poolMeans = [.. _pools];
        _shareHours = new double[_dosings.Length];
        _poolHours = new double[_pools.Length];
        _tickMeans = [.. _pools];
        _carried = [.. organism.Agents.Select((_, agent) => organism.Circulation?.Carried.Any(c => c.Agent == agent) == true)];
    }

    /// <summary>Level of each pool now; shape [agents].</summary>
    public IReadOnlyList<double> Pools => _pools;

    /// <summary>Mean nominal level over the tick so far; shape [agents].</summary>
    public IReadOnlyList<double> TickMeans => _tickMeans;

    /// <summary>The hash of what is not a cell: the pools that cells change, by name, so that an agent which nobody uses leaves no trace.</summary>
    public UInt128 Fingerprint
    {
        get
        {
            UInt128 sum = 0;
            for (var agent = 0; agent < _pools.Length; agent++)
                if (IsPool(agent)) sum += StateHash.Of([_organism.Agents[agent].DrawIndex, BitConverter.DoubleToUInt64Bits(_pools[agent])]);
            return sum;
        }
    }

    public void BeginTick()
    {
        Array.Clear(_tickMeans);
        Array.Clear(_shareHours);
        Array.Clear(_poolHours);
        _hours = 0;
    }

    /// <summary>Works out an interval.</summary>
    /// <param name="from">Start, h.</param>
    /// <param name="to">End, h; no schedule has a breakpoint between.</param>
    /// <param name="living">Living cells of each type; shape [cell types].</param>
    /// <param name="supplied">Mean unbound levels that the blood brings, NaN for agents that it does not carry; shape [agents]. Null where there is no blood.</param>
    public void Begin(double from, double to, double[] living, double[]? supplied)
    {
        for (var i = 0; i < _dosings.Length; i++)
        {
            var dosing = _dosings[i].Dosing;
            var agent = _organism.Agents[dosing.Agent];
            _shares[i] = agent.IsDynamic ? 0 : dosing.Schedule.Mean(from, to, agent.HalfLife);
            // What cells exchange is given into their pool at once.
            if (agent.IsDynamic)
                foreach (var _ in dosing.Schedule.Onsets(from, to)) _pools[dosing.Agent] += dosing.Level;
        }

        var hours = to - from;
        for (var agent = 0; agent < _pools.Length; agent++)
        {
            if (_carried[agent]) _poolMeans[agent] = _pools[agent] = supplied![agent];
            else if (_organism.Agents[agent].IsDynamic)
            {
                var pool = Exchange(_organism.Agents[agent], living);
                _poolMeans[agent] = pool.Mean(_pools[agent], hours);
                _pools[agent] = pool.After(_pools[agent], hours);
            }

            _tickMeans[agent] = (_tickMeans[agent] * _hours + Nominal(agent, static (_, _) => true, _shares, _poolMeans) * hours) / (_hours + hours);
            _poolHours[agent] += _poolMeans[agent] * hours;
        }

        for (var i = 0; i < _shares.Length; i++) _shareHours[i] += _shares[i] * hours;
        _hours += hours;
    }

    /// <summary>Mean unbound levels that a group of cells feels in the interval; shape [agents].</summary>
    public void Levels(byte type, byte subset, double[] levels) => Levels(type, subset, levels, _shares, _poolMeans);

    /// <summary>What reached the cells of each group over the tick so far.</summary>
    /// <param name="tick">Number of the tick.</param>
    /// <param name="surroundings">All groups. Those that were made within the tick felt before it what their cells felt: a dose has no share in the time before its onset.</param>
    public TickExposure OverTick(long tick, Surroundings surroundings)
    {
        double[] shares = [.. _shareHours.Select(s => s / _hours)], pools = [.. _poolHours.Select(p => p / _hours)];
        return new(tick, _hours, [.. Enumerable.Range(0, surroundings.Count).Select(surroundings.Key).Select(key =>
        {
            var levels = new double[_pools.Length];
            Levels(key.Type, key.Subset, levels, shares, pools);
            return new GroupExposure(key.Type, key.Subset, levels);
        })]);
    }

    private void Levels(byte type, byte subset, double[] levels, double[] shares, double[] pools)
    {
        var name = _organism.CellTypes[type].Name;
        for (var agent = 0; agent < levels.Length; agent++)
            levels[agent] = (_carried[agent] ? 1 : _organism.Agents[agent].Unbound) * Nominal(agent, (target, bit) => target.Reaches(name) && (bit < 0 || (subset >> bit & 1) != 0), shares, pools);
    }

    public void Restore(IReadOnlyList<double> pools, IReadOnlyList<double> levels)
    {
        for (var agent = 0; agent < _pools.Length; agent++) (_pools[agent], _tickMeans[agent]) = (pools[agent], levels[agent]);
    }

    private double Nominal(int agent, Func<Target, int, bool> reached, double[] shares, double[] pools)
    {
        var law = _organism.Agents[agent];
        if (_carried[agent] || law.IsDynamic) return pools[agent]; // what blood brings is unbound already
        var level = law.Baseline;
        for (var i = 0; i < _dosings.Length; i++)
            if (_dosings[i].Dosing.Agent == agent && reached(_dosings[i].Dosing.Target, _dosings[i].Bit))
                level += (_dosings[i].Dosing.Level - law.Baseline) * shares[i];
        return Math.Max(0, level);
    }

    /// <summary>Whether cells of this tissue share it: what blood carries is the body's.</summary>
    private bool IsPool(int agent) => _organism.Agents[agent].IsDynamic && !_carried[agent];

    private Pool Exchange(Agent agent, double[] living)
    {
        double production = 0, loss = double.IsPositiveInfinity(agent.HalfLife) ? 0 : 0.6931471805599453 / agent.HalfLife;
        for (var type = 0; type < living.Length; type++)
        {
            var name = _organism.CellTypes[type].Name;
            if (agent.Secretion.TryGetValue(name, out var made)) production += made * living[type];
            if (agent.Uptake.TryGetValue(name, out var taken)) loss += taken * living[type];
        }

        return new(production, loss);
    }
}
