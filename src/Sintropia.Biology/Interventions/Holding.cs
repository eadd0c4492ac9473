using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Interventions;

/// <summary>Holds a share E of the cells at the checkpoint behind a phase; they go on as soon as the level no longer exceeds their tolerance.</summary>
/// <param name="Phase">The phase whose exit is held.</param>
/// <param name="Response">Share held, by level; 1 holds all.</param>
public sealed record Holding(Phase Phase, Response Response) : Effect(Response);
