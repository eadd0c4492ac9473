using System.Globalization;

namespace Sintropia.Design.Schedules;

/// <summary>One way to give things.</summary>
/// <param name="Order">Their names, in order of onset.</param>
/// <param name="Gaps">Between the end of one and the onset of the next, h; one less than there are things.</param>
/// <param name="Doses">Dose of each, in the order of the task; empty text where it is not varied.</param>
/// <param name="Times">How long each acts, likewise.</param>
/// <param name="Onsets">Onset of each, h, in the order of the task.</param>
public sealed record ScheduleCandidate(IReadOnlyList<string> Order, IReadOnlyList<double> Gaps, IReadOnlyList<string> Doses, IReadOnlyList<string> Times, IReadOnlyList<double> Onsets)
{
    /// <summary>What it is known by: two candidates with one key are one.</summary>
    public string Key => string.Join('|', [.. Order, .. Gaps.Select(g => g.ToString("R", CultureInfo.InvariantCulture)), .. Doses, .. Times]);

    /// <summary>In words: blocker, killer 12 h later.</summary>
    public string Words => string.Concat(Order.Select((name, i) => i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $", {name} {Gaps[i - 1]:0.####} h later")))
        + (Doses.Concat(Times).Where(d => d.Length > 0).ToArray() is { Length: > 0 } chosen ? $" ({string.Join(", ", chosen)})" : "");
}
