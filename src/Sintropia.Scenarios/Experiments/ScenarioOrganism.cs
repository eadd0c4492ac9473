using Sintropia.Biology.Circulation;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A body as the scenario describes it.</summary>
/// <param name="Physiology">Its organs and flows.</param>
/// <param name="Weight">Body weight, kg.</param>
/// <param name="Functions">Clearances that living cells carry.</param>
/// <param name="Carried">What its blood carries.</param>
public sealed record ScenarioOrganism(Physiology Physiology, double Weight, IReadOnlyList<ScenarioFunction> Functions, IReadOnlyList<ScenarioCarried> Carried)
{
    /// <summary>Body height, cm.</summary>
    public double Height { get; init; } = ReferenceMale.Height;

    /// <summary>Surface of the body, m², by which doses in mg/m² are counted.</summary>
    public double Surface => BodySurface.Mosteller(Height, Weight);
}
