using Sintropia.Evaluation.Assays;

namespace Sintropia.Reports.Effects;

/// <summary>Curves with what a reader has to know of them.</summary>
public sealed record DoseResponseStudy
{
    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>Where the measurements come from.</summary>
    public required string Source { get; init; }

    /// <summary>What sets curves apart: names of the labels.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What curves are drawn through.</summary>
    public required AssayMetric Metric { get; init; }

    /// <summary>Unit of doses; empty where nobody said.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The absolute response whose dose is stated.</summary>
    public double Level { get; init; } = 0.5;

    /// <summary>Confidence of intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How intervals were found, in words.</summary>
    public string Intervals { get; init; } = "";

    /// <summary>What was left out, one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The curves.</summary>
    public required IReadOnlyList<DoseSeries> Series { get; init; }

    /// <summary>What a response is called.</summary>
    public string ResponseName => Metric switch
    {
        AssayMetric.GrowthRateInhibition => "GR",
        AssayMetric.DipRate => "DIP rate relative to control",
        AssayMetric.PercentGrowth => "growth relative to control (NCI-60)",
        AssayMetric.Relative => "count relative to control",
        _ => "response",
    };

    /// <summary>What the dose at the level is called: GR50, IC50.</summary>
    public string LevelName => FormattableString.Invariant($"{(Metric == AssayMetric.GrowthRateInhibition ? "GR" : Metric == AssayMetric.PercentGrowth ? "GI" : "IC")}{(Metric == AssayMetric.GrowthRateInhibition ? 100 * Level : 100 * (1 - Level)):0.#}");
}
