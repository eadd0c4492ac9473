using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Organisms;

/// <summary>An organ: passes on to its tissues what the organism tells it, and back what they say.</summary>
[Alias("organ")]
public interface IOrganGrain : IGrainWithStringKey
{
    /// <summary>Founds its tissues.</summary>
    Task<TissueAdvanced[]> Found(FoundTissue command);

    /// <summary>Brings its tissues back from a checkpoint.</summary>
    /// <param name="tissues">What to bring back, by position of the tissue in the plan.</param>
    Task<TissueAdvanced[]> Restore(Dictionary<int, RestoreTissue> tissues);

    /// <summary>Lives through a tick.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <param name="supply">What the blood brings; null where there is none.</param>
    Task<TissueAdvanced[]> Advance(long tick, BloodSupply? supply);

    /// <summary>What its tissues look like.</summary>
    /// <param name="groups">Number of clone groups to count apart.</param>
    Task<TissueSurveyed[]> Survey(int groups);

    /// <summary>Has its tissues written into a checkpoint that has begun.</summary>
    Task<TissueSaved[]> Save(CheckpointPlace checkpoint);

    /// <summary>Forgets its tissues.</summary>
    Task Dissolve();
}
