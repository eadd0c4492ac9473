using System.Globalization;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety;

/// <summary>What is safe about a candidate, and what is not.</summary>
/// <param name="Task">What was asked.</param>
/// <param name="Windows">The candidate first, then its variants.</param>
/// <param name="Trials">Lives that were lived through.</param>
public sealed record SafetyOutcome(SafetyTask Task, IReadOnlyList<SafetyWindow> Windows, int Trials)
{
    /// <summary>The answer in sentences.</summary>
    public IReadOnlyList<string> Answer()
    {
        var answer = new List<string>();
        foreach (var window in Windows)
        {
            var name = window.Variant.Words;
            foreach (var dose in window.Doses) answer.Add($"{name}: {Dose(dose)}");
            if (!double.IsNaN(window.Index.Estimate)) answer.Add($"{name}: therapeutic index {Number(window.Index)}; {window.FirstHarm!.Endpoint.Readout.Name} comes first.");
            if (double.IsNaN(window.AgainstCandidate.Estimate)) continue;
            answer.Add(window.AgainstCandidate is { Low: <= 1, High: >= 1 }
                ? $"{name}: its index cannot be told apart from the candidate's, {Number(window.AgainstCandidate)} times as great."
                : $"{name}: its index is {(window.AgainstCandidate.Estimate > 1 ? "greater" : "less")} than the candidate's, {Number(window.AgainstCandidate)} times as great.");
        }

        return answer;
    }

    private string Dose(SoughtDose dose) => dose.Verdict switch
    {
        DoseVerdict.Below => $"{dose.Endpoint.Words} or fewer are left at {Text(dose.Dose.Estimate)} already, the least dose that was tried. Begin the range lower.",
        DoseVerdict.Above => $"more than {dose.Endpoint.Words} are left at {Text(dose.Dose.Estimate)}, the greatest dose that was tried: no dose of the range does that.",
        _ => $"{dose.Endpoint.Words} are left at {Number(dose.Dose)} {Task.Dose.Suffix}.",
    };

    private string Text(double dose) => $"{dose.ToString("0.####", CultureInfo.InvariantCulture)} {Task.Dose.Suffix}";

    private static string Number(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:G4} ({interval.Low:G4} to {interval.High:G4})");
}
