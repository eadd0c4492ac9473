namespace Sintropia.Design.Safety;

/// <summary>The candidate with some of its numbers changed.</summary>
/// <param name="Name">What it is called; empty for the candidate itself.</param>
/// <param name="Values">What is written, by where it stands in the scenario.</param>
public sealed record CandidateVariant(string Name, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Its name, for people.</summary>
    public string Words => Name.Length > 0 ? Name : "candidate";
}
