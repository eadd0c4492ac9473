namespace Sintropia.Biology.Expression;

/// <summary>What reached the cells of a tissue over a tick, group by group: all that their expression needs to know of the world.</summary>
/// <param name="Tick">Number of the tick, from nought.</param>
/// <param name="Hours">Its length, h.</param>
/// <param name="Groups">One for each type and subset that cells of the tissue can have.</param>
public sealed record TickExposure(long Tick, double Hours, IReadOnlyList<GroupExposure> Groups);
