namespace Sintropia.Design.Mechanisms;

/// <summary>What became of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Genes">The panel.</param>
/// <param name="Statistic">Welch's t of each gene between treated cells and controls [genes].</param>
/// <param name="Changed">Places of genes that changed at the task's rate.</param>
/// <param name="Sets">Sets of genes, the surest first.</param>
/// <param name="NullSets">How many sets at q &lt; 0.05 exchanged labels give on average, by overlap and by score.</param>
/// <param name="Maps">Maps between genes.</param>
/// <param name="Scores">Maps beside known regulons, where some are known of the panel.</param>
/// <param name="Removed">Pathways taken away, where a model was asked.</param>
/// <param name="Notes">What was found about data, sets and model, in sentences.</param>
public sealed record MechanismResult(MechanismTask Task, IReadOnlyList<string> Genes, double[] Statistic, IReadOnlyList<int> Changed, IReadOnlyList<EnrichedSet> Sets, (double ByOverlap, double ByScore) NullSets, IReadOnlyList<GeneMap> Maps, IReadOnlyList<EdgeScore> Scores, IReadOnlyList<RemovedPathway> Removed, IReadOnlyList<string> Notes)
{
    /// <summary>The q below which a set or a pathway counts as found.</summary>
    public const double Level = 0.05;

    /// <summary>Whether more sets were found by overlap, or by score, than exchanged labels give.</summary>
    public bool BeatsNull => Sets.Count(s => s.OverlapQ < Level) > NullSets.ByOverlap || Sets.Count(s => s.ScoreQ < Level) > NullSets.ByScore;

    /// <summary>What a reader has to know first; empty where nothing stands against the result.</summary>
    public string Warning => Changed.Count == 0 ? $"No gene changed at a false discovery rate of {FormattableString.Invariant($"{Task.Rate}")}: over-representation has nothing to say of {Task.Perturbation}."
        : BeatsNull ? "" : $"No more gene sets were found than under exchanged labels: what is listed of {Task.Perturbation} is what chance lists.";
}
