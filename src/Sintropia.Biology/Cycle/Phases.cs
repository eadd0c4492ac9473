using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Cycle;

/// <summary>Facts about phases.</summary>
public static class Phases
{
    /// <summary>How many phases there are, the dead ones included.</summary>
    public const int Count = 9;

    /// <summary>All phases in order.</summary>
    public static readonly IReadOnlyList<Phase> All = Enum.GetValues<Phase>();

    private static readonly string[] Names = ["G0", "G1", "S", "G2", "M", "senescent", "apoptotic", "necrotic", "mitotic_death"];

    /// <summary>The name that files and scenarios use.</summary>
    public static string Name(this Phase phase) => Names[(int)phase];

    /// <summary>Whether a cell in this phase is alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLiving(this Phase phase) => phase < Phase.Apoptotic;

    /// <summary>Whether the set holds the phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this PhaseSet set, Phase phase) => ((int)set >> (int)phase & 1) != 0;
}
