using MathNet.Numerics;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Survival;

namespace Sintropia.Calibration.Durations;

/// <summary>
/// Laws of durations by greatest likelihood: a duration that was seen to end counts with its density, one that was cut short with the probability to last longer. Kalbfleisch and Prentice 2002, ch. 3.
/// </summary>
/// <remarks>Durations of films are whole frames; a frame is short beside them, so that the density at the frame stands for the probability of it. A duration of no frame counts as half of one.</remarks>
public static class DurationLikelihood
{
    private const int MostStages = 500;

    /// <summary>Every law, the likeliest for its number of parameters first.</summary>
    /// <param name="durations">Durations, some of them cut short.</param>
    /// <param name="frameHours">Time between frames, h; 0 for exact times.</param>
    /// <exception cref="ArgumentException">Fewer than three durations were seen to end.</exception>
    public static IReadOnlyList<DurationFit> All(IEnumerable<CensoredDuration> durations, double frameHours = 0)
    {
        var counted = Count(durations, frameHours);
        return [.. Enum.GetValues<DurationFamily>().Select(f => Of(f, counted)).OrderBy(f => f.Akaike)];
    }

    /// <summary>One law.</summary>
    /// <param name="family">Which.</param>
    /// <param name="durations">Durations, some of them cut short.</param>
    /// <param name="frameHours">Time between frames, h; 0 for exact times.</param>
    /// <exception cref="ArgumentException">Fewer than three durations were seen to end.</exception>
    public static DurationFit Of(DurationFamily family, IEnumerable<CensoredDuration> durations, double frameHours = 0) => Of(family, Count(durations, frameHours));

    /// <summary>ln of the likelihood of a law.</summary>
    public static double Log(DurationLaw law, IEnumerable<CensoredDuration> durations, double frameHours = 0) => Log(law, Count(durations, frameHours));

    private static DurationFit Of(DurationFamily family, (double Hours, bool Ended, int Count)[] durations)
    {
        switch (family)
        {
            case DurationFamily.Exponential: return Fit(new ExponentialDuration(durations.Sum(d => d.Hours * d.Count) / durations.Sum(d => d.Ended ? d.Count : 0)), 1);
            case DurationFamily.DelayedExponential:
                // The likelihood rises with the delay up to the shortest duration that ended.
                var delay = durations.Where(d => d.Ended).Min(d => d.Hours) * (1 - 1e-9);
                return Fit(new ExponentialDuration(delay + Math.Max(1e-9, durations.Sum(d => Math.Max(0, d.Hours - delay) * d.Count) / durations.Sum(d => d.Ended ? d.Count : 0)), delay), 2);
            case DurationFamily.Erlang: return Fit(Erlang(durations), 2);
            default: return Fit(LogNormal(durations), 2);
        }

        DurationFit Fit(DurationLaw law, int parameters) => new(family, law, Log(law, durations), parameters);
    }

    /// <summary>The number of stages by halving of intervals: the profile of the likelihood has one top.</summary>
    private static ErlangDuration Erlang((double Hours, bool Ended, int Count)[] durations)
    {
        var tried = new Dictionary<int, (double Mean, double Log)>();
        int low = 1, high = MostStages;
        while (high - low > 2)
        {
            var middle = (low + high) / 2;
            if (At(middle).Log < At(middle + 1).Log) low = middle;
            else high = middle + 1;
        }

        var stages = Enumerable.Range(low, high - low + 1).MaxBy(k => At(k).Log);
        return new(stages, At(stages).Mean);

        (double Mean, double Log) At(int k)
        {
            if (tried.TryGetValue(k, out var known)) return known;
            var mean = Math.Exp(Top(ln => Log(new ErlangDuration(k, Math.Exp(ln)), durations), Math.Log(durations.Sum(d => d.Hours * d.Count) / durations.Sum(d => d.Count)) - 1, Math.Log(durations.Max(d => d.Hours)) + 2));
            return tried[k] = (mean, Log(new ErlangDuration(k, mean), durations));
        }
    }

    private static LogNormalDuration LogNormal((double Hours, bool Ended, int Count)[] durations)
    {
        var ended = durations.Where(d => d.Ended).ToArray();
        double n = ended.Sum(d => d.Count), mean = ended.Sum(d => d.Count * Math.Log(d.Hours)) / n, spread = Math.Sqrt(ended.Sum(d => d.Count * Math.Pow(Math.Log(d.Hours) - mean, 2)) / n);
        // One search within the other: for each spread the best place.
        double Place(double lnSigma) => Top(mu => Normal(mu, Math.Exp(lnSigma), durations), mean - 1, Math.Log(durations.Max(d => d.Hours)) + 3);
        var sigma = Math.Exp(Top(s => Normal(Place(s), Math.Exp(s), durations), Math.Log(Math.Max(spread, 1e-3)) - 1.5, Math.Log(Math.Max(spread, 1e-3)) + 1.5));
        var at = Place(Math.Log(sigma));
        return new(Math.Exp(at + sigma * sigma / 2), Math.Sqrt(Math.Exp(sigma * sigma) - 1));
    }

    private static double Log(DurationLaw law, (double Hours, bool Ended, int Count)[] durations)
    {
        if (law is LogNormalDuration normal)
        {
            var sigma = Math.Sqrt(Math.Log(1 + normal.Variation * normal.Variation));
            return Normal(Math.Log(normal.MeanHours) - sigma * sigma / 2, sigma, durations);
        }

        double sum = 0;
        foreach (var (hours, ended, count) in durations) sum += count * (ended ? Density(law, hours) : Math.Log(Math.Max(law.Survival(hours), 1e-300)));
        return sum;
    }

    private static double Density(DurationLaw law, double hours) => law switch
    {
        ExponentialDuration e => hours >= e.Delay ? -Math.Log(e.Mean - e.Delay) - (hours - e.Delay) / (e.Mean - e.Delay) : -690,
        ErlangDuration e => e.Stages * Math.Log(e.Stages / e.MeanHours) + (e.Stages - 1) * Math.Log(hours) - e.Stages * hours / e.MeanHours - SpecialFunctions.GammaLn(e.Stages),
        _ => throw new ArgumentException($"A {law.GetType().Name} has no density that could be fitted. Fit an exponential, Erlang or log-normal law.", nameof(law)),
    };

    private static double Normal(double mu, double sigma, (double Hours, bool Ended, int Count)[] durations)
    {
        double sum = 0;
        foreach (var (hours, ended, count) in durations)
        {
            var z = (Math.Log(hours) - mu) / sigma;
            sum += count * (ended ? -z * z / 2 - Math.Log(sigma * hours) - 0.9189385332046727 : Math.Log(Math.Max(SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2, 1e-300)));
        }

        return sum;
    }

    /// <summary>Where a function with one top is highest: golden section.</summary>
    private static double Top(Func<double, double> of, double low, double high)
    {
        const double golden = 0.6180339887498949;
        double a = high - golden * (high - low), b = low + golden * (high - low), atA = of(a), atB = of(b);
        while (high - low > 1e-7)
        {
            if (atA < atB)
            {
                (low, a, atA) = (a, b, atB);
                b = low + golden * (high - low);
                atB = of(b);
            }
            else
            {
                (high, b, atB) = (b, a, atA);
                a = high - golden * (high - low);
                atA = of(a);
            }
        }

        return (low + high) / 2;
    }

    /// <summary>Equal durations are counted once: those of films are whole frames.</summary>
    private static (double Hours, bool Ended, int Count)[] Count(IEnumerable<CensoredDuration> durations, double frameHours)
    {
        var least = frameHours > 0 ? frameHours / 2 : 1e-3;
        var counted = durations.Where(d => d.Ended || d.Hours > 0).GroupBy(d => (Hours: Math.Max(d.Hours, least), d.Ended)).Select(g => (g.Key.Hours, g.Key.Ended, g.Count())).OrderBy(d => d.Hours).ThenBy(d => d.Ended).ToArray();
        var ended = counted.Sum(d => d.Ended ? d.Item3 : 0);
        return ended >= 3 ? counted : throw new ArgumentException($"{ended} of these durations were seen to end, and a law needs three. Check the filter and the column of the status.", nameof(durations));
    }
}
