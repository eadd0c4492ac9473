using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Niches;

/// <summary>A block of cells in columns.</summary>
[Alias("niche")]
public interface INicheGrain : ICellBlock
{
    /// <summary>Takes cells that another niche had too many of.</summary>
    Task<BlockAdvanced> Adopt(AdoptCells command);

    /// <summary>Gives the last of its cells to a new block; once after a tick, and whoever asks again is told the same.</summary>
    /// <returns>What became of the new block.</returns>
    Task<BlockAdvanced> Give(GiveCells command);
}
