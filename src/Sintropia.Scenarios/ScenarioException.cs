namespace Sintropia.Scenarios;

/// <summary>A scenario cannot be used. It holds everything that is wrong with it, so that one look mends it.</summary>
/// <param name="problems">At least one, in the order of the file.</param>
public sealed class ScenarioException(IReadOnlyList<ScenarioProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>All that is wrong, in the order of the file.</summary>
    public IReadOnlyList<ScenarioProblem> Problems { get; } = problems;
}
