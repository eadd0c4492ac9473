namespace Sintropia.Evaluation.Probes;

/// <summary>What a probe reads from an embedding.</summary>
/// <param name="Accuracy">Share of the test cells whose label is right.</param>
/// <param name="Balanced">The same within each label, averaged over labels.</param>
/// <param name="MostFrequent">Accuracy of always answering the label that is most frequent in training.</param>
/// <param name="Labels">How many labels training had.</param>
public sealed record ProbeResult(double Accuracy, double Balanced, double MostFrequent, int Labels);
