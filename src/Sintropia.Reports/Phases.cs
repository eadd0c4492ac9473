namespace Sintropia.Reports;

/// <summary>Phases as run directories spell them, in the order in which they are drawn.</summary>
internal static class Phases
{
    public static IReadOnlyList<string> Living { get; } = ["G0", "G1", "S", "G2", "M", "senescent"];
    public static IReadOnlyList<string> Dead { get; } = ["apoptotic", "necrotic", "mitotic_death"];
    public static IReadOnlyList<string> Deaths { get; } = ["apoptosis", "necrosis", "mitotic_death"];

    /// <summary>The phases with durations of their own, as lineage.csv has them.</summary>
    public static IReadOnlyList<string> Timed { get; } = ["G0", "G1", "S", "G2", "M"];

    public static bool IsLiving(string phase) => Living.Contains(phase);
}
