using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Niches;

/// <summary>Some of the cells of a tissue, on one machine: a niche, or the cohort of grains of single cells. Which cells share a block changes nothing.</summary>
public interface ICellBlock : IGrainWithStringKey
{
    /// <summary>Founds its cells.</summary>
    Task<BlockAdvanced> Found(FoundBlock command);

    /// <summary>Brings its cells back from a checkpoint.</summary>
    Task<BlockAdvanced> Restore(RestoreBlock command);

    /// <summary>Lets its cells live through a tick. A tick that was lived already is answered as before.</summary>
    /// <exception cref="CellsLostException">It holds no cells, or not of that tick.</exception>
    Task<BlockAdvanced> Advance(TickScenes scenes);

    /// <summary>Lets cells leave for other tissues before a tick. Asked again, it answers as before.</summary>
    /// <param name="tick">The tick that begins.</param>
    /// <exception cref="CellsLostException">It holds no cells, or not of that tick.</exception>
    Task<CellsDeparted> Depart(long tick);

    /// <summary>Receives cells from other tissues, which live here from the tick that begins.</summary>
    /// <exception cref="CellsLostException">It holds no cells.</exception>
    Task Receive(CellsArrived command);

    /// <summary>What it looks like.</summary>
    /// <param name="groups">Number of clone groups to count apart.</param>
    Task<BlockSurveyed> Survey(int groups);

    /// <summary>Writes it into a checkpoint that has begun.</summary>
    Task<BlockSaved> Save(CheckpointPlace checkpoint);

    /// <summary>All its cells.</summary>
    Task<byte[]> Rows();

    /// <summary>Its living cells of a sample, with what they express.</summary>
    /// <param name="bound">The greatest number in the sample.</param>
    Task<byte[]> Express(ulong bound);

    /// <summary>One of its cells; null if it is not here.</summary>
    Task<byte[]?> Find(CellIdentity id);

    /// <summary>Forgets its cells.</summary>
    Task Dissolve();
}
