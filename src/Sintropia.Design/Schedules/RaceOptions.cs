namespace Sintropia.Design.Schedules;

/// <summary>When a race ends, and how sure it has to be.</summary>
public sealed record RaceOptions
{
    /// <summary>Confidence that the best candidate is among those that are left, over all comparisons and all looks together. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Replicates before the first look. Default: 4.</summary>
    public int First { get; init; } = 4;

    /// <summary>Most replicates; looks come at doubled numbers until then. Default: 64.</summary>
    public int Most { get; init; } = 64;

    /// <summary>Differences of this share of the best are of no interest: the race ends when all that are left are surely within it. Default: 0.01.</summary>
    public double Indifference { get; init; } = 0.01;

    /// <summary>Numbers of replicates at which is looked.</summary>
    public IReadOnlyList<int> Looks
    {
        get
        {
            var looks = new List<int>();
            for (var n = Math.Min(First, Most); n < Most; n *= 2) looks.Add(n);
            return [.. looks, Most];
        }
    }
}
