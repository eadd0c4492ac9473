using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Predictors;

/// <summary>Says what the predictors of one machine are asked. Its key is the address of that machine.</summary>
[Alias("predictor-load")]
public interface IPredictorLoadGrain : IGrainWithStringKey
{
    /// <summary>What they were asked so far.</summary>
    Task<LoadTold> Now();
}
