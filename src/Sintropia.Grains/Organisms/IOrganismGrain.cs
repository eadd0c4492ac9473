using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Organisms;

/// <summary>An organism: drives its organs from tick to tick. A tick is a barrier: it is over when all cells have lived through it.</summary>
[Alias("organism")]
public interface IOrganismGrain : IGrainWithStringKey
{
    /// <summary>Founds it.</summary>
    Task<TissueAdvanced[]> Found(FoundTissue command);

    /// <summary>Brings it back from a checkpoint.</summary>
    /// <param name="tissues">What to bring back, by position of the tissue in the plan.</param>
    /// <param name="blood">The state of its blood, as JSON; null where it has none.</param>
    Task<TissueAdvanced[]> Restore(RestoreTissue[] tissues, byte[]? blood);

    /// <summary>Lives through a tick. A tick that was lived already is answered as before.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <returns>What became of its tissues, in the order of the plan.</returns>
    Task<TissueAdvanced[]> Advance(long tick);

    /// <summary>What its tissues look like, in the order of the plan.</summary>
    /// <param name="groups">Number of clone groups to count apart.</param>
    Task<TissueSurveyed[]> Survey(int groups);

    /// <summary>The state of its blood, as JSON; null where it has none.</summary>
    Task<byte[]?> Blood();

    /// <summary>Has it written into a checkpoint that has begun.</summary>
    Task<TissueSaved[]> Save(CheckpointPlace checkpoint);

    /// <summary>Forgets it.</summary>
    Task Dissolve();
}
