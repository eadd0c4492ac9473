namespace Sintropia.Biology.Interventions;

/// <summary>Sends a share E of the newborns to rest in G0.</summary>
/// <param name="Response">Share, by level.</param>
public sealed record Resting(Response Response) : Effect(Response);
