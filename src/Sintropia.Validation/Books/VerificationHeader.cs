namespace Sintropia.Validation.Books;

/// <summary>What is fixed and published before a run: nobody can choose a seed afterwards.</summary>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Founders">Founders of each culture.</param>
/// <param name="Rows">Rows that the run will judge.</param>
/// <param name="Comparisons">Statistical comparisons of the whole book that share one error rate.</param>
/// <param name="FamilyWise">Probability that a correct engine fails any of them.</param>
/// <param name="CriticalZ">Standard errors that each may deviate.</param>
public sealed record VerificationHeader(ulong Seed, int Founders, int Rows, int Comparisons, double FamilyWise, double CriticalZ);
