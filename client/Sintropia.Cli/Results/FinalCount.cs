namespace Sintropia.Cli.Results;

/// <summary>Living cells at the end of two runs; null where a run has no such cells to count.</summary>
internal sealed record FinalCount(CountKey Of, long? A, long? B)
{
    /// <summary>What B has more than A.</summary>
    public long? Difference => B - A;
}
