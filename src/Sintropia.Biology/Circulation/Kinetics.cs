namespace Sintropia.Biology.Circulation;

/// <summary>What a body does to a substance that its blood carries.</summary>
public sealed record Kinetics
{
    private readonly double _unbound = 1, _bloodToPlasma = 1, _hepatic, _renal, _absorption = 1, _absorbed = 1, _effect = double.PositiveInfinity;

    /// <summary>fup: share of the substance in plasma that is unbound, above 0 to 1.</summary>
    public required double UnboundInPlasma
    {
        get => _unbound;
        init => _unbound = value is > 0 and <= 1 ? value : throw Wrong(value, "The unbound share in plasma", "above 0 and up to 1");
    }

    /// <summary>BP: concentration in blood over that in plasma, &gt; 0.</summary>
    public double BloodToPlasma
    {
        get => _bloodToPlasma;
        init => _bloodToPlasma = value > 0 && double.IsFinite(value) ? value : throw Wrong(value, "The ratio of blood to plasma", "above 0");
    }

    /// <summary>Kp: concentration in the tissue of each organ over that in the plasma that leaves it, by organ; &gt; 0.</summary>
    public required IReadOnlyDictionary<string, double> Partition { get; init; }

    /// <summary>CLint of the whole liver for unbound substance, L/h, ≥ 0.</summary>
    public double HepaticIntrinsic
    {
        get => _hepatic;
        init => _hepatic = value >= 0 && double.IsFinite(value) ? value : throw Wrong(value, "The intrinsic clearance of the liver", "of 0 or more");
    }

    /// <summary>CLint of both kidneys for unbound substance, L/h, ≥ 0: filtration and secretion together.</summary>
    public double RenalIntrinsic
    {
        get => _renal;
        init => _renal = value >= 0 && double.IsFinite(value) ? value : throw Wrong(value, "The intrinsic clearance of the kidneys", "of 0 or more");
    }

    /// <summary>ka: share of what is in the lumen of the gut that leaves it per hour, &gt; 0.</summary>
    public double Absorption
    {
        get => _absorption;
        init => _absorption = value > 0 && double.IsFinite(value) ? value : throw Wrong(value, "The rate of absorption", "above 0");
    }

    /// <summary>Fa·Fg: share of a dose by mouth that comes into the wall of the gut and through it, 0 to 1. The first pass through the liver is not part of it: that emerges.</summary>
    public double AbsorbedShare
    {
        get => _absorbed;
        init => _absorbed = value is >= 0 and <= 1 ? value : throw Wrong(value, "Fa·Fg, the share of an oral dose that comes through the wall of the gut,", "from 0 to 1; where it was derived from a bioavailability, that is divided by the share which passes the liver");
    }

    /// <summary>ke0: rate at which the site of effect follows, 1/h; infinite where it follows at once.</summary>
    public double EffectRate
    {
        get => _effect;
        init => _effect = value > 0 ? value : throw Wrong(value, "The rate at which an effect follows", "above 0");
    }

    /// <summary>Share that is unbound in blood: fup/BP.</summary>
    public double UnboundInBlood => UnboundInPlasma / BloodToPlasma;

    /// <summary>Kp of an organ.</summary>
    /// <exception cref="PhysiologyException">There is none, or it is not positive.</exception>
    public double PartitionOf(string organ) => Partition.TryGetValue(organ, out var kp) && kp > 0 && double.IsFinite(kp)
        ? kp
        : throw new PhysiologyException(Partition.ContainsKey(organ)
            ? $"The partition coefficient of {organ} cannot be {kp}: it is a ratio of concentrations. Give a number above 0."
            : $"Nothing says how the substance divides between {organ} and plasma. Give the partition coefficient of {organ}, or what it follows from.");

    private static ArgumentOutOfRangeException Wrong(double value, string what, string range) => new(nameof(value), value, $"{what} cannot be {value}. Give a number {range}.");
}
