using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety.Programmes;

/// <summary>What a candidate does to a programme in one context.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Context">Cell type or line; empty where there is one.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Genes">How many of its genes the panel has.</param>
/// <param name="Shift">Mean change over these genes, log-normalised, with a bootstrap interval over cells.</param>
/// <param name="P">How often a random set of as many genes, as strongly expressed, shifts as much, either way.</param>
/// <param name="Q">The same after Benjamini and Hochberg over all that was asked.</param>
public sealed record ProgrammeShift(string Candidate, string Context, string Programme, int Genes, Interval Shift, double P, double Q);
