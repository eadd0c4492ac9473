using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>How genes are tested for a difference from the controls.</summary>
/// <param name="Method">How p values are found.</param>
/// <param name="CorrectsEachPerturbation">Whether q values are of each perturbation's genes; else of all pairs together, which changes them much.</param>
/// <param name="BoundsFoldChanges">Whether a gene that only one side expresses is 20-fold up or down; else infinitely, and not at all where neither does.</param>
public sealed record DifferentialRules(RankSumMethod Method, bool CorrectsEachPerturbation, bool BoundsFoldChanges)
{
    /// <summary>As pdex since 0.2 and cell-eval now.</summary>
    public static DifferentialRules Present { get; } = new(RankSumMethod.Continuity, CorrectsEachPerturbation: true, BoundsFoldChanges: false);

    /// <summary>As pdex 0.1, when the Virtual Cell Challenge of 2025 was judged.</summary>
    public static DifferentialRules Challenge { get; } = new(RankSumMethod.Automatic, CorrectsEachPerturbation: false, BoundsFoldChanges: true);
}
