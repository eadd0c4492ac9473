namespace Sintropia.Runs.Port;

/// <summary>Says what predictors are asked, wherever they are: in this process, or on the machines of a cluster.</summary>
public interface IPredictorLoad
{
    /// <summary>What they were asked so far.</summary>
    Task<PredictorLoad> Now(CancellationToken cancellation = default);
}
