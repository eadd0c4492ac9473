namespace Sintropia.Client.Results;

/// <summary>What a chart is to show.</summary>
public sealed record TimeseriesQuery
{
    /// <summary>timeseries, events or exposure.</summary>
    public string Table { get; init; } = "timeseries";

    /// <summary>Columns that tell series apart; null for the usual ones. Over all others counts are summed, levels and replicates averaged.</summary>
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Values that columns have to have, such as condition = control.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Most points of a series.</summary>
    public int Points { get; init; } = 300;
}
