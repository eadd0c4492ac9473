using Sintropia.Validation.Books;

namespace Sintropia.Validation.Claims;

/// <summary>How a claim was judged.</summary>
internal sealed record Judgement(Reading Expected, double Tolerance, bool Holds, string Basis);
