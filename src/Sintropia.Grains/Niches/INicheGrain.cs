using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Niches;

/// <summary>A block of cells in columns.</summary>
[Alias("niche")]
public interface INicheGrain : ICellBlock
{
    /// <summary>Takes cells that another niche had too many of.</summary>
    Task<BlockAdvanced> Adopt(AdoptCells command);

    /// <summary>Gives the last of its cells away; once after a tick, and whoever asks again is given the same.</summary>
    /// <param name="rows">How many.</param>
    Task<byte[]> Give(int rows);
}
