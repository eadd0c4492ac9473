using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Assays;

/// <summary>Which columns of a table are what, and what is made of them.</summary>
public sealed record AssayOptions
{
    /// <summary>Column of doses, in any one unit.</summary>
    public string Dose { get; init; } = "dose";

    /// <summary>Column of responses.</summary>
    public string Response { get; init; } = "response";

    /// <summary>Column of cell counts.</summary>
    public string Count { get; init; } = "count";

    /// <summary>Column of times.</summary>
    public string Time { get; init; } = "time";

    /// <summary>Column of wells, so that each keeps its own course; null where a dose has one course.</summary>
    public string? Well { get; init; }

    /// <summary>Columns whose values set curves apart.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Rows that are untreated; null for those with dose 0. Columns that it names need not agree between control and curve.</summary>
    public RowFilter? Control { get; init; }

    /// <summary>What to draw curves through.</summary>
    public AssayMetric Metric { get; init; }

    /// <summary>When treatment began, h; null for the first time that all wells have.</summary>
    public double? FromHours { get; init; }

    /// <summary>When responses are read, h; null for the last time that all wells have.</summary>
    public double? AtHours { get; init; }

    /// <summary>Hours in the table's unit of time. Default: 1.</summary>
    public double HoursPerUnit { get; init; } = 1;

    /// <summary>What responses are divided by: 100 for percent. Default: 1.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Responses say what is gone, not what is left: 1 − response is taken.</summary>
    public bool Inhibition { get; init; }

    /// <summary>The curve; null for that of the metric.</summary>
    public DoseResponseOptions? Curve { get; init; }

    /// <summary>The curve of a metric.</summary>
    public static DoseResponseOptions CurveOf(AssayMetric metric) => metric switch
    {
        AssayMetric.GrowthRateInhibition or AssayMetric.PercentGrowth => DoseResponseOptions.GrowthRateInhibition,
        AssayMetric.DipRate => DoseResponseOptions.RelativeRate,
        _ => DoseResponseOptions.Viability,
    };
}
