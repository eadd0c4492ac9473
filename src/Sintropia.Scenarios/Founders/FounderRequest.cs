using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Founders;

/// <summary>A population that asks for measured cells.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Type">Name of its type.</param>
/// <param name="Resting">Whether its cells rest.</param>
internal sealed record FounderRequest(Section Section, string Type, bool Resting);
