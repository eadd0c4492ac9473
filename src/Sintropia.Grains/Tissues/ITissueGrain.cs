using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Tissues;

/// <summary>A tissue: tells its blocks of cells what they will feel, and counts them.</summary>
[Alias("tissue")]
public interface ITissueGrain : IGrainWithStringKey
{
    /// <summary>Founds its cells.</summary>
    Task<TissueAdvanced> Found(FoundTissue command);

    /// <summary>Brings it back from a checkpoint.</summary>
    Task<TissueAdvanced> Restore(RestoreTissue command);

    /// <summary>Lives through a tick. A tick that was lived already is answered as before.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <param name="supply">Mean unbound levels that the blood brings; shape [intervals][agents]. Null where there is no blood.</param>
    Task<TissueAdvanced> Advance(long tick, double[][]? supply);

    /// <summary>Lets cells leave for other tissues before a tick. Asked again, it answers as before.</summary>
    /// <param name="tick">The tick that begins.</param>
    Task<CellsDeparted> Depart(long tick);

    /// <summary>Receives cells from other tissues, which live here from the tick that begins; told twice, it does so once.</summary>
    Task Receive(CellsArrived command);

    /// <summary>What it looks like.</summary>
    /// <param name="groups">Number of clone groups to count apart.</param>
    Task<TissueSurveyed> Survey(int groups);

    /// <summary>Has all its blocks written into a checkpoint that has begun.</summary>
    Task<TissueSaved> Save(CheckpointPlace checkpoint);

    /// <summary>How many blocks of cells it has.</summary>
    Task<int> Blocks();

    /// <summary>All cells of a block.</summary>
    /// <param name="block">Which, from nought.</param>
    Task<byte[]> Rows(int block);

    /// <summary>Living cells of a block that are in a sample, with what they express.</summary>
    /// <param name="block">Which, from nought.</param>
    /// <param name="bound">The greatest number in the sample.</param>
    Task<byte[]> Express(int block, ulong bound);

    /// <summary>One of its cells; null if it is not here.</summary>
    Task<byte[]?> Find(CellIdentity id);

    /// <summary>Forgets its cells.</summary>
    Task Dissolve();
}
