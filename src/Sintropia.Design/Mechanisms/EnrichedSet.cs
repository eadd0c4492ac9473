namespace Sintropia.Design.Mechanisms;

/// <summary>What a change has to do with a set of genes.</summary>
/// <param name="Name">The set.</param>
/// <param name="Size">Its genes in the panel.</param>
/// <param name="Overlap">How many of them are among the changed genes.</param>
/// <param name="OverlapP">Probability of as many or more by chance, with the panel as background; hypergeometric.</param>
/// <param name="OverlapQ">The same after Benjamini and Hochberg over all sets.</param>
/// <param name="Score">The running sum along the ranked change, from −1 to 1.</param>
/// <param name="Normalised">The score over the mean of random sets of its size and sign.</param>
/// <param name="ScoreP">Share of random sets of its size and sign with as far a score.</param>
/// <param name="ScoreQ">The same after Benjamini and Hochberg over all sets.</param>
public sealed record EnrichedSet(string Name, int Size, int Overlap, double OverlapP, double OverlapQ, double Score, double Normalised, double ScoreP, double ScoreQ);
