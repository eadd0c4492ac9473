using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety;

/// <summary>What a variant of a candidate does at which dose.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Doses">One for each endpoint.</param>
/// <param name="Index">Therapeutic index: the least of the harmful doses over the wanted one, geometric mean over replicates that share draws, with a t interval; NaN where a dose was not found or no benefit is named.</param>
/// <param name="IndexByReplicate">The same for each replicate.</param>
/// <param name="AgainstCandidate">The index over the candidate's, paired by replicate; NaN for the candidate.</param>
public sealed record SafetyWindow(CandidateVariant Variant, IReadOnlyList<SoughtDose> Doses, Interval Index, IReadOnlyList<double> IndexByReplicate, Interval AgainstCandidate)
{
    /// <summary>The harm that comes at the least dose; null where none was found.</summary>
    public SoughtDose? FirstHarm => Doses.Where(d => !d.Endpoint.IsBenefit && d.Verdict == DoseVerdict.Found).MinBy(d => d.Dose.Estimate);
}
