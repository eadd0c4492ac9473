namespace Sintropia.Validation.Claims;

/// <summary>Claims that one culture, or one ensemble of them, decides.</summary>
/// <param name="Group">Name of the group of rows; also what its seed is derived from, so that no two experiments share draws.</param>
/// <param name="Claims">What must come out.</param>
/// <param name="Measure">Finds out: one piece of evidence for each claim, in their order.</param>
internal sealed record Experiment(string Group, IReadOnlyList<Claim> Claims, Func<Bench, IEnumerable<Evidence>> Measure);
