using Sintropia.Scenarios.Quantities;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Runs;

/// <summary>Times as scenarios write them.</summary>
internal static class SimulatedTime
{
    /// <summary>Hours of a text such as <c>24 h</c>.</summary>
    /// <exception cref="ApiProblem">It is none.</exception>
    public static double Hours(string text, string name) =>
        Quantity.TryParse(text, [Dimension.Time], out var time, out var problem, out _) && double.IsFinite(time.In(Units.Hour)) && time.In(Units.Hour) >= 0 ? time.In(Units.Hour)
            : throw ApiProblem.Bad($"`{name}` is no time: {(problem.Length > 0 ? problem : "it has to be 0 or later")}. Write it with its unit, such as 24 h.");
}
