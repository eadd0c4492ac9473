using System.Runtime.InteropServices;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Cells;

/// <summary>The state of one cell but for its <see cref="Marks"/>. A row of 80 bytes without padding: niches keep millions of them, and fingerprints and checkpoints read its bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Bytes)]
public struct Cell
{
    /// <summary>Size of a row.</summary>
    public const int Bytes = 80;

    /// <summary>Who it is.</summary>
    public CellId Id;

    /// <summary>When it was born, h; negative for founders.</summary>
    public double Birth;

    /// <summary>When it entered its phase, h.</summary>
    public double Entered;

    /// <summary>Heritable pace of G0 and G1, a normal score.</summary>
    public double EarlyPace;

    /// <summary>Heritable pace of S, G2 and M, a normal score.</summary>
    public double LatePace;

    /// <summary>Hours spent in G0, and so on for the phases that it has left. Single precision: they are read-outs, no law uses them.</summary>
    public float HoursG0, HoursG1, HoursS, HoursG2;

    /// <summary>Which founder it descends from: the founder's number in its tissue.</summary>
    public uint Clone;

    /// <summary>Divisions since the founder.</summary>
    public ushort Generation;

    /// <summary>Phases entered in its life; the index of its draws.</summary>
    public byte Visits;

    /// <summary>Where it is.</summary>
    public Phase Phase;

    /// <summary>Its type, as the index in the scenario.</summary>
    public byte Type;

    /// <summary>Which fractional interventions reached it or its ancestors: one bit each.</summary>
    public byte Subset;

    /// <summary>Marks of its fate.</summary>
    public CellTraits Traits;

    /// <summary>Divisions of its ancestors in this type (transit amplification).</summary>
    public byte Rounds;

    private readonly uint _unused; // keeps the row free of padding, so that its bytes are its state

    /// <summary>Which daughter it was born as.</summary>
    public readonly int Sister => (Traits & CellTraits.SecondDaughter) != 0 ? 1 : 0;

    /// <summary>Its mother, or null for a founder.</summary>
    public readonly CellId? Mother => Generation == 0 ? null : Id.Mother(Sister);

    /// <summary>Whether the cell has all of these traits.</summary>
    public readonly bool Is(CellTraits traits) => (Traits & traits) == traits;
}
