namespace Sintropia.Scenarios.Experiments;

/// <summary>What daughters become, by names of types.</summary>
/// <param name="Divisions">Ways to divide, the renewing one first and the most differentiating last.</param>
/// <param name="Rounds">Divisions after which daughters go on; 0 for no limit.</param>
/// <param name="Then">The type that follows the last round; null for none.</param>
/// <param name="Feedback">What holds renewal back; null for nothing.</param>
public sealed record ScenarioHierarchy(IReadOnlyList<ScenarioDivision> Divisions, int Rounds = 0, string? Then = null, ScenarioFeedback? Feedback = null)
{
    /// <summary>The types that it leads to.</summary>
    public IEnumerable<string> LeadsTo => Divisions.SelectMany(d => new[] { d.First, d.Second }).Concat(Then is null ? [] : [Then]).Distinct();
}
