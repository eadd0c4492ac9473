namespace Sintropia.Design.Targets;

/// <summary>What became of a task: rankings by measure, where gradients led, and what a reader has to know.</summary>
/// <param name="Task">The task.</param>
/// <param name="Rankings">One for each predictor and measure, that of the task first.</param>
/// <param name="Embedding">Where gradients through the network led; null where the predictor is told nothing, or it was not asked for.</param>
/// <param name="Refused">Candidates that the predictor does not answer, with its reason.</param>
/// <param name="Notes">What was found about data and candidates, in sentences.</param>
/// <param name="Genes">How many genes were compared.</param>
/// <param name="Cells">How many unperturbed cells every candidate was tried on.</param>
/// <param name="ScreenSeconds">How long the predictor took for all candidates.</param>
public sealed record TargetResult(TargetTask Task, IReadOnlyList<TargetRanking> Rankings, SoughtEmbedding? Embedding, IReadOnlyList<(string Name, string Reason)> Refused, IReadOnlyList<string> Notes, int Genes, int Cells, double ScreenSeconds)
{
    /// <summary>Candidates × cells a second.</summary>
    public double Rate => Rankings[0].Candidates.Count * (double)Cells / ScreenSeconds;
}
