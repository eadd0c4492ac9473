namespace Sintropia.Biology.Expression;

/// <summary>What reached the cells of one type and subset over a tick.</summary>
/// <param name="Type">Cell type.</param>
/// <param name="Subset">Which fractional interventions reached them.</param>
/// <param name="Levels">Mean unbound level of each agent over the tick; shape [agents].</param>
public sealed record GroupExposure(byte Type, byte Subset, double[] Levels);
