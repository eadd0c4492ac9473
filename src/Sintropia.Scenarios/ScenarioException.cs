namespace Sintropia.Scenarios;

/// <summary>A scenario cannot be used. It holds everything that is wrong with it, so that one look mends it.</summary>
/// <param name="problems">At least one, in the order of the file.</param>
public sealed class ScenarioException(IReadOnlyList<ScenarioProblem> problems) : Exception(Told(problems))
{
    private const int MostTold = 50;

    /// <summary>All that is wrong, in the order of the file.</summary>
    public IReadOnlyList<ScenarioProblem> Problems { get; } = problems;

    // A file of noise has a problem on every line; the message stays readable, the list stays complete.
    private static string Told(IReadOnlyList<ScenarioProblem> problems) =>
        string.Join(Environment.NewLine, problems.Take(MostTold)) + (problems.Count > MostTold ? $"{Environment.NewLine}… and {problems.Count - MostTold} more." : "");
}
