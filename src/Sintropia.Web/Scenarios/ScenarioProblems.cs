using Sintropia.Scenarios;

namespace Sintropia.Web.Scenarios;

/// <summary>Problems of scenarios, as they are sent.</summary>
internal static class ScenarioProblems
{
    private const int Most = 200; // a file of noise has one on every line

    public static IReadOnlyList<ScenarioProblemView> Of(IReadOnlyList<ScenarioProblem> problems, string severity) =>
        [.. problems.Take(Most).Select(p => new ScenarioProblemView(severity, Path.GetFileName(p.File), p.Line, p.Column, Cut(p.Path), Cut(p.Value), Cut(p.What), p.Nearest))];

    public static string Count(int number) => number == 1 ? "1 problem" : $"{number} problems";

    private static string Cut(string text) => text.Length <= 1000 ? text : text[..1000] + "…";
}
