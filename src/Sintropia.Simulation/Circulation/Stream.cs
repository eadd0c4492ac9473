using Sintropia.Biology.Chance;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Interventions;

namespace Sintropia.Simulation.Circulation;

/// <summary>One substance in the blood.</summary>
internal sealed class Stream
{
    private const int MostPropagators = 8;
    private readonly WholeBody _body;
    private readonly EffectCompartment _site;
    private readonly List<((double Hours, double Hepatic, double Renal) Key, Propagator Propagator)> _known = [];
    private readonly double[] _inflow, _slope, _mean, _felt, _sums;
    private double[] _amounts, _after;
    private double[]? _made;
    private double _hepatic = 1, _renal = 1, _hours;

    public Stream(Physiology physiology, CarriedAgent carried)
    {
        Agent = carried.Agent;
        _body = new(physiology, carried.Kinetics);
        _site = new(carried.Kinetics.EffectRate);
        (_amounts, _after, _inflow, _slope, _mean, _sums) = (Empty(), Empty(), Empty(), Empty(), Empty(), Empty());
        (Effects, _felt, Means) = (new double[physiology.Organs.Count + 1], new double[physiology.Organs.Count + 1], Empty());

        double[] Empty() => new double[_body.Count];
    }

    /// <summary>Index of the agent.</summary>
    public int Agent { get; }

    public double[] Amounts => _amounts;

    /// <summary>Levels at the sites of effect; the blood's last.</summary>
    public double[] Effects { get; }

    /// <summary>Mean amounts over the last tick.</summary>
    public double[] Means { get; }

    public double Given { get; private set; }

    public double Area { get; private set; }

    /// <summary>Level in venous plasma now.</summary>
    public double Plasma => _amounts[_body.Veins] * _body.PlasmaPerAmount;

    public UInt128 Fingerprint(Agent agent) => StateHash.Of([agent.DrawIndex, .. _amounts.Concat(Effects).Append(Given).Select(BitConverter.DoubleToUInt64Bits)]);

    public void Restore(double[] amounts, double[] effects, double[] means, double given, double area)
    {
        amounts.CopyTo(_amounts, 0);
        effects.CopyTo(Effects, 0);
        means.CopyTo(Means, 0);
        (Given, Area) = (given, area);
    }

    /// <summary>Begins a tick.</summary>
    /// <param name="hepatic">Share of its function that the liver has.</param>
    /// <param name="renal">That of the kidneys.</param>
    /// <param name="made">What cells make of it per hour, by organ, the blood last; null for nothing.</param>
    public void BeginTick(double hepatic, double renal, double[]? made)
    {
        // A clearance that the substance does not have changes nothing, and costs no new propagator.
        (_hepatic, _renal, _made) = (_body.Kinetics.HepaticIntrinsic > 0 ? hepatic : 1, _body.Kinetics.RenalIntrinsic > 0 ? renal : 1, made);
        Array.Clear(_sums);
        _hours = 0;
        Receive();
    }

    public void EndTick()
    {
        for (var i = 0; i < _sums.Length; i++) Means[i] = _sums[i] / _hours;
    }

    public void Give(Route route, double amount)
    {
        _amounts[route == Route.Oral ? _body.Lumen : _body.Veins] += amount;
        Given += amount;
    }

    public void Infuse(double rate, double slope)
    {
        _inflow[_body.Veins] += rate;
        _slope[_body.Veins] += slope;
    }

    /// <summary>Flows through an interval.</summary>
    public void Flow(double hours)
    {
        Over(hours).Step(_amounts, _inflow, _slope, _after, _mean);
        (_amounts, _after) = (_after, _amounts);
        for (var i = 0; i < _inflow.Length; i++)
        {
            Given += _inflow[i] * hours + _slope[i] * hours * hours / 2;
            _sums[i] += _mean[i] * hours;
        }

        Area += _mean[_body.Veins] * _body.PlasmaPerAmount * hours;
        _hours += hours;
        for (var organ = 0; organ < Effects.Length; organ++)
        {
            var unbound = organ == Effects.Length - 1 ? _mean[_body.Veins] * _body.PlasmaPerAmount * _body.Kinetics.UnboundInPlasma : _mean[organ] * _body.UnboundPerAmount(organ);
            _felt[organ] = _site.Mean(Effects[organ], unbound, hours);
            Effects[organ] = _site.After(Effects[organ], unbound, hours);
        }

        Receive();
    }

    /// <summary>Mean unbound level over the last interval; −1 for the blood itself.</summary>
    public double Unbound(int organ) => _felt[organ < 0 ? ^1 : organ];

    public CarriedRecord Observe(int kept)
    {
        var inBody = 0.0;
        for (var i = 0; i <= _body.Lumen; i++) inBody += _amounts[i];
        return new()
        {
            Agent = Agent,
            Plasma = Means[_body.Veins] * _body.PlasmaPerAmount,
            Area = Area,
            Organs = [.. _body.Physiology.Organs.Select((o, i) => Means[i] / o.Volume)],
            Unbound = [.. _body.Physiology.Organs.Select((_, i) => Means[i] * _body.UnboundPerAmount(i))],
            Given = Given,
            InBody = inBody,
            Metabolised = _amounts[_body.Metabolised],
            Excreted = _amounts[_body.Excreted],
            Unabsorbed = _amounts[_body.Unabsorbed],
            Kept = kept,
        };
    }

    /// <summary>Nothing flows in but what cells make.</summary>
    private void Receive()
    {
        Array.Clear(_slope);
        Array.Clear(_inflow);
        if (_made is null) return;
        _made.AsSpan(0, _made.Length - 1).CopyTo(_inflow);
        _inflow[_body.Veins] += _made[^1];
    }

    private Propagator Over(double hours)
    {
        // Between doses nothing flows in, and half of the kernels are enough: that is the price of a clearance that changes every tick.
        var (key, order) = ((hours, _hepatic, _renal), Propagator.OrderFor(_inflow, _slope));
        for (var i = _known.Count - 1; i >= 0; i--)
            if (_known[i].Key == key && _known[i].Propagator.Order >= order) return _known[i].Propagator;
        if (_known.Count == MostPropagators) _known.RemoveAt(0);
        var propagator = Propagator.Of(_body.Rates(_hepatic, _renal), hours, order);
        _known.Add((key, propagator));
        return propagator;
    }
}
