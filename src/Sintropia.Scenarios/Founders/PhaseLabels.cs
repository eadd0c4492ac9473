using Sintropia.Biology.Cycle;

namespace Sintropia.Scenarios.Founders;

/// <summary>What data sets call phases, and in which phases of ours such a cell can have been.</summary>
internal static class PhaseLabels
{
    private const PhaseSet Early = PhaseSet.G0 | PhaseSet.G1, Late = PhaseSet.G2 | PhaseSet.M;

    private static readonly Dictionary<string, PhaseSet> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["G0"] = PhaseSet.G0, ["quiescent"] = PhaseSet.G0, ["resting"] = PhaseSet.G0,
        ["G1"] = Early, ["G0/G1"] = Early, ["G0G1"] = Early, ["G1/G0"] = Early, ["M/G1"] = PhaseSet.M | PhaseSet.G1,
        ["S"] = PhaseSet.S, ["early S"] = PhaseSet.S, ["mid S"] = PhaseSet.S, ["late S"] = PhaseSet.S, ["G1/S"] = Early | PhaseSet.S, ["G1S"] = Early | PhaseSet.S,
        ["G2"] = PhaseSet.G2, ["M"] = PhaseSet.M, ["mitosis"] = PhaseSet.M,
        ["G2M"] = Late, ["G2/M"] = Late, ["G2-M"] = Late, ["G2_M"] = Late, ["S/G2"] = PhaseSet.S | PhaseSet.G2, ["S/G2/M"] = PhaseSet.S | Late,
    };

    /// <summary>The words that are understood.</summary>
    public static IEnumerable<string> Words => Known.Keys;

    /// <summary>Phases that a label stands for; null if it is none.</summary>
    public static PhaseSet? Of(string label) => Known.TryGetValue(label.Trim(), out var phases) ? phases : null;
}
