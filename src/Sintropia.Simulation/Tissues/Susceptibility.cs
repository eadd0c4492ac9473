using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tissues;

/// <summary>Which interventions strike single cells of a tissue, and when: choosing the fraction that they reach, and radiation.</summary>
internal sealed class Susceptibility
{
    private readonly (Intervention Intervention, int Number, int Bit)[] _interventions;
    private readonly CellLife _life;
    private readonly Surroundings _surroundings;
    private readonly List<UnrepairedDamage> _unrepaired = [];

    public Susceptibility(TissuePlan plan, OrganismPlan organism, CellLife life, Surroundings surroundings)
    {
        _interventions = [.. Fractions.Of(organism).Where(i => i.Intervention.Target.Reaches(plan.Organ, plan.Name))];
        (_life, _surroundings) = (life, surroundings);
    }

    /// <summary>Bits whose cells have been chosen.</summary>
    public byte Assigned { get; private set; }

    /// <summary>Damage by earlier fractions of radiation.</summary>
    public IReadOnlyList<UnrepairedDamage> Unrepaired => _unrepaired;

    /// <summary>The hash of both.</summary>
    public UInt128 Fingerprint => StateHash.Of(
        [Assigned, .. _unrepaired.SelectMany(d => new[] { d.Type | (ulong)d.Subset << 8, BitConverter.DoubleToUInt64Bits(d.Dose), BitConverter.DoubleToUInt64Bits(d.Time) })]);

    public void Restore(byte assigned, IEnumerable<UnrepairedDamage> unrepaired)
    {
        Assigned = assigned;
        _unrepaired.Clear();
        _unrepaired.AddRange(unrepaired);
    }

    /// <summary>Fractional interventions that begin now; makes a group for every group that some cells are about to leave for it.</summary>
    public IReadOnlyList<Choice> Begin(double time)
    {
        List<Choice>? choices = null;
        foreach (var (intervention, number, bit) in _interventions)
        {
            if (bit < 0 || (Assigned >> bit & 1) != 0 || intervention.Schedule.From > time) continue;
            Assigned |= (byte)(1 << bit);
            Open((byte)(1 << bit));
            (choices ??= []).Add(new(number, bit, intervention.Target, time));
        }

        return choices ?? (IReadOnlyList<Choice>)[];
    }

    /// <summary>Makes groups for cells that were chosen in another tissue, and for what becomes of their daughters: they feel what others of their type feel that the interventions of this one chose alike.</summary>
    public void Admit(byte subset)
    {
        for (var type = 0; type < _life.Types.Count; type++)
            if (_surroundings.Group((byte)type, subset) < 0)
                _surroundings.Add((byte)type, subset, _surroundings.Of(_surroundings.Group((byte)type, (byte)(subset & Assigned))).Copy());
    }

    /// <summary>The fractions of radiation that are due now.</summary>
    public IReadOnlyList<RadiationPulse> Irradiate(double time)
    {
        List<RadiationPulse>? pulses = null;
        foreach (var (intervention, number, bit) in _interventions)
        {
            if (intervention is not Irradiation radiation) continue;
            var schedule = radiation.Schedule;
            if (!schedule.Onsets(time, Math.BitIncrement(time)).Any()) continue;
            var pulse = ((ulong)number << 32) | (schedule.Every > 0 ? (ulong)Math.Round((time - schedule.From) / schedule.Every) : 0);
            var (lethal, reached) = Lethality(radiation, bit, time);
            (pulses ??= []).Add(new(pulse, lethal, reached, time));
        }

        return pulses ?? (IReadOnlyList<RadiationPulse>)[];
    }

    private (double[] Lethal, bool[] Reached) Lethality(Irradiation radiation, int bit, double time)
    {
        var lethal = new double[_surroundings.Count * Phases.Count];
        var reached = new bool[_surroundings.Count];
        for (var group = 0; group < _surroundings.Count; group++)
        {
            var (type, subset) = _surroundings.Key(group);
            if (!radiation.Target.Reaches(_life.Types[type].Name) || (bit >= 0 && (subset >> bit & 1) == 0) || _life.Types[type].Radiosensitivity is not { } sensitivity) continue;
            reached[group] = true;
            var index = _unrepaired.FindIndex(d => d.Type == type && d.Subset == subset);
            var earlier = index < 0 ? 0 : _unrepaired[index].Dose * sensitivity.Unrepaired(time - _unrepaired[index].Time);
            for (var phase = 0; phase < Phases.Count; phase++) lethal[group * Phases.Count + phase] = sensitivity.Lethal((Phase)phase, radiation.Dose, earlier);
            var damage = new UnrepairedDamage(type, subset, earlier + radiation.Dose, time);
            if (index < 0) _unrepaired.Add(damage);
            else _unrepaired[index] = damage;
        }

        return (lethal, reached);
    }

    /// <summary>Makes a group for every group that some cells are about to leave for it.</summary>
    private void Open(byte bit)
    {
        for (var group = _surroundings.Count - 1; group >= 0; group--)
        {
            var (type, subset) = _surroundings.Key(group);
            var reached = (byte)(subset | bit);
            if (_surroundings.Group(type, reached) >= 0) continue;
            _surroundings.Add(type, reached, _surroundings.Of(group).Copy());
            if (_unrepaired.FindIndex(d => d.Type == type && d.Subset == subset) is >= 0 and var index)
                _unrepaired.Add(_unrepaired[index] with { Subset = reached });
        }
    }
}
