namespace Sintropia.Design.Targets;

/// <summary>A candidate in a ranking.</summary>
/// <param name="Name">What would be done.</param>
/// <param name="Rank">From 1; equals share their mean rank.</param>
/// <param name="Score">Higher is nearer; −∞ where the measure gives no number.</param>
/// <param name="Low">Lower end of 95 % over draws of cells about the score, by the spread of draws; NaN where there were no cells to draw.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="First">Share of draws in which it came first, ties shared.</param>
/// <param name="TopFive">Share of draws in which it was among the first five.</param>
/// <param name="Training">How far it is from what the predictor was trained on, in words.</param>
public sealed record RankedCandidate(string Name, double Rank, double Score, double Low, double High, double First, double TopFive, string Training);
