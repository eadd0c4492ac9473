using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Assays;

/// <summary>Responses to one drug in one kind of cells, and the curve through them.</summary>
/// <param name="Labels">What sets it apart, in the order of <see cref="AssayOptions.By"/>.</param>
/// <param name="Points">Responses at doses above 0; NaN where a well gave none.</param>
/// <param name="Fit">The curve.</param>
/// <param name="Control">What the control did: doublings an hour for rates, doublings over the assay for growth-rate inhibition, cells for counts; NaN where it has no part.</param>
/// <param name="Unusable">Why responses do not exist, with how many each.</param>
public sealed record DoseSeries(IReadOnlyList<string> Labels, IReadOnlyList<DosePoint> Points, DoseResponseFit Fit, double Control, IReadOnlyDictionary<string, int> Unusable)
{
    /// <summary>The labels as one name.</summary>
    public string Name => Labels.Count == 0 ? "all" : string.Join(" · ", Labels);
}
