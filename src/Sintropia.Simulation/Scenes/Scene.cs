using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Niches;

namespace Sintropia.Simulation.Scenes;

/// <summary>All that the cells of a tissue feel in an interval without breakpoints inside. It is worked out from what was counted at the start of the tick, so the scenes of a tick are known before any cell lives through them, wherever the cells are.</summary>
/// <param name="Until">End of the interval, h.</param>
/// <param name="Choices">Fractional interventions that begin now.</param>
/// <param name="Before">What cells felt until now, with groups for those that are about to be chosen; null where nobody is.</param>
/// <param name="Pulses">Fractions of radiation that are given now.</param>
/// <param name="Surroundings">What cells feel in the interval.</param>
/// <param name="Horizon">How far the clocks come.</param>
public sealed record Scene(double Until, IReadOnlyList<Choice> Choices, Surroundings? Before, IReadOnlyList<RadiationPulse> Pulses, Surroundings Surroundings, Horizon Horizon);
