namespace Sintropia.Reports.Payload;

/// <summary>One founder and its descendants, in every condition that has it.</summary>
/// <param name="Number">Number of the clone.</param>
/// <param name="Reasons">Why it was chosen, in words.</param>
/// <param name="Trees">One tree per condition.</param>
public sealed record CloneView(long Number, IReadOnlyList<string> Reasons, IReadOnlyList<CloneTree> Trees);
