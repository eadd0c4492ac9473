namespace Sintropia.Simulation.Organisms;

/// <summary>A run grew beyond the number of cells that its scenario allows.</summary>
/// <param name="cells">Cells now.</param>
/// <param name="limit">Most cells allowed.</param>
/// <param name="time">When, h.</param>
public sealed class PopulationLimitException(long cells, long limit, double time)
    : Exception($"By {time} h the run holds {cells} cells or more, beyond its limit of {limit}. Shorten the run, found fewer cells, give the tissue a capacity (crowding), or raise `limit`.")
{
    /// <summary>Cells now.</summary>
    public long Cells => cells;

    /// <summary>Most cells allowed.</summary>
    public long Limit => limit;
}
