using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Interventions;

/// <summary>When an intervention acts and how it builds up, as a share of its full strength over time.</summary>
/// <param name="From">First onset, h.</param>
/// <param name="Until">End, h; nothing acts from here on. Infinite for the rest of the run.</param>
/// <param name="Every">Interval between onsets, h; 0 for one onset only.</param>
/// <param name="For">How long it acts after each onset, h; infinite until the next onset or the end.</param>
/// <param name="Ramp">How it rises.</param>
/// <param name="RampHours">Duration or time constant of the rise, h.</param>
public sealed record Schedule(double From, double Until = double.PositiveInfinity, double Every = 0, double For = double.PositiveInfinity, RampShape Ramp = RampShape.Step, double RampHours = 0)
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>First onset, h.</summary>
    public double From { get; } = double.IsFinite(From) ? From : throw new ArgumentOutOfRangeException(nameof(From), From, $"A schedule cannot begin at {From} h. Give a time.");

    /// <summary>End, h; infinite for the rest of the run.</summary>
    public double Until { get; } = !double.IsNaN(Until) ? Until : throw new ArgumentOutOfRangeException(nameof(Until), Until, "A schedule cannot end at no time. Leave the end out.");

    /// <summary>Interval between onsets, h; 0 for one onset only.</summary>
    public double Every { get; } = Every >= 0 && double.IsFinite(Every)
        ? Every
        : throw new ArgumentOutOfRangeException(nameof(Every), Every, $"A schedule cannot repeat every {Every} h. Give a positive number of hours, or 0 for one onset.");

    /// <summary>How long it acts after each onset, h.</summary>
    public double For { get; } = For > 0 ? For : throw new ArgumentOutOfRangeException(nameof(For), For, $"A course cannot last {For} h. Give a positive number of hours, or leave it out.");

    /// <summary>Duration or time constant of the rise, h.</summary>
    public double RampHours { get; } = (Ramp == RampShape.Step || RampHours > 0) && RampHours >= 0 && double.IsFinite(RampHours)
        ? RampHours
        : throw new ArgumentOutOfRangeException(nameof(RampHours), RampHours, $"A ramp of shape {Ramp} cannot take {RampHours} h. Give a positive number of hours, or no ramp.");

    /// <summary>Onsets and ends inside an interval, in order: where the level jumps or bends.</summary>
    /// <param name="from">Start of the interval, h; excluded.</param>
    /// <param name="to">End, h; excluded.</param>
    public IEnumerable<double> Breakpoints(double from, double to)
    {
        foreach (var (onset, end) in Courses(from, to))
        {
            if (onset > from && onset < to) yield return onset;
            var bend = onset + RampHours;
            if (Ramp == RampShape.Linear && bend > from && bend < Math.Min(to, end)) yield return bend;
            if (end > from && end < to) yield return end;
        }
    }

    /// <summary>Onsets of an interval [from, to): for interventions that strike at once, such as a fraction of radiation.</summary>
    public IEnumerable<double> Onsets(double from, double to)
    {
        foreach (var (onset, _) in Courses(from, to))
            if (onset >= from && onset < to) yield return onset;
    }

    /// <summary>Mean share of the full strength over an interval without breakpoints.</summary>
    /// <param name="from">Start, h.</param>
    /// <param name="to">End, h, after <paramref name="from"/>.</param>
    /// <param name="halfLife">Half-life of what was given, h; infinite if it stays.</param>
    public double Mean(double from, double to, double halfLife)
    {
        foreach (var (onset, end) in Courses(from, to))
        {
            if (from < onset || from >= end) continue;
            var (start, stop) = (from - onset, to - onset);
            if (!double.IsPositiveInfinity(halfLife)) return Decaying(start, stop, Ln2 / halfLife);
            return Ramp switch
            {
                // Compared as the breakpoint is computed: `start` can round to just below the ramp's hours where the ramp ends.
                RampShape.Linear when from < onset + RampHours => (start + stop) / 2 / RampHours,
                RampShape.Exponential => 1 - Decaying(start, stop, 1 / RampHours),
                _ => 1,
            };
        }

        return 0;
    }

    /// <summary>Mean of e^(−kt) over an interval.</summary>
    private static double Decaying(double start, double stop, double rate) => -Elementary.Expm1(-(stop - start) * rate) * Elementary.Exp(-start * rate) / ((stop - start) * rate);

    /// <summary>Courses of treatment, as onset and end, that touch an interval.</summary>
    private IEnumerable<(double Onset, double End)> Courses(double from, double to)
    {
        if (to < From || from >= Until) yield break;
        if (Every == 0)
        {
            yield return (From, Math.Min(From + For, Until));
            yield break;
        }

        // The k-th onset is From + k·Every by one multiplication: adding up would drift.
        for (var k = Math.Max(0, Math.Floor((from - From) / Every) - 1); ; k++)
        {
            var onset = From + k * Every;
            if (onset > to || onset >= Until) yield break;
            yield return (onset, Math.Min(Math.Min(onset + For, From + (k + 1) * Every), Until));
        }
    }
}
