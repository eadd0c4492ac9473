using Sintropia.Biology.Circulation;

namespace Sintropia.Scenarios.Sections;

/// <summary>A body as it was read, with what its organs are made of.</summary>
/// <param name="Physiology">Organs and flows.</param>
/// <param name="Weight">kg.</param>
/// <param name="Height">cm.</param>
/// <param name="Compositions">For each organ the one whose composition it has.</param>
internal sealed record Body(Physiology Physiology, double Weight, double Height, IReadOnlyDictionary<string, string> Compositions);
