namespace Sintropia.Reports.Effects;

/// <summary>Combinations with what a reader has to know of them.</summary>
public sealed record CombinationStudy
{
    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>Where the measurements come from.</summary>
    public required string Source { get; init; }

    /// <summary>Units of the doses; empty where nobody said.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Confidence of intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How the baseline and intervals were found, in words.</summary>
    public string Method { get; init; } = "";

    /// <summary>What was left out, one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The matrices.</summary>
    public required IReadOnlyList<ScoredMatrix> Matrices { get; init; }
}
