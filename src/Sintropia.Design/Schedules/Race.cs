using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Schedules;

/// <summary>
/// A race of candidates under shared draws. All live through the same replicates, so two are compared by the mean of their differences replicate by replicate, in which most of chance cancels.
/// </summary>
/// <remarks>
/// At each look a candidate is dropped if a limit is surely broken, or if one that surely keeps all limits is surely better. "Surely" is one-sided Student's t on paired values. Of K candidates and R looks, the best can only be
/// dropped by one of (K − 1)·R comparisons, so each is made at α/((K − 1)·R) (Bonferroni): it is among those left with at least the confidence that was asked for, however many looks there were. Where there are limits α is halved
/// between them (K·L·R statements, two-sided) and the comparisons. After Maron and Moore 1997, doi:10.1023/A:1006556606079, with t in place of Hoeffding's bound: means of paired differences are taken to be normal.
/// </remarks>
public sealed class Race
{
    private readonly RaceOptions _options;
    private readonly int _candidates, _limits;
    private readonly double _comparing, _limiting;
    private readonly List<double>[] _costs;
    private readonly List<double>[][] _margins;
    private readonly Standing?[] _dropped;
    private readonly Dictionary<int, double> _quantiles = [];

    private Race(int candidates, int limits, RaceOptions options)
    {
        (_candidates, _limits, _options) = (candidates, limits, options);
        var (alpha, looks) = (1 - options.Confidence, options.Looks.Count);
        _comparing = (limits > 0 ? alpha / 2 : alpha) / (Math.Max(1, candidates - 1) * looks);
        _limiting = limits > 0 ? alpha / 2 / (2.0 * candidates * limits * looks) : 1;
        _costs = [.. Enumerable.Range(0, candidates).Select(_ => new List<double>())];
        _margins = [.. Enumerable.Range(0, candidates).Select(_ => Enumerable.Range(0, limits).Select(_ => new List<double>()).ToArray())];
        _dropped = new Standing?[candidates];
    }

    /// <summary>Runs a race.</summary>
    /// <param name="candidates">How many.</param>
    /// <param name="limits">How many limits each has to keep.</param>
    /// <param name="options">When it ends.</param>
    /// <param name="live">Lives through replicates: given candidates and the first and last replicate (from 1), returns by candidate and replicate the cost, which is to be small, and the room to each limit, negative where it is broken.</param>
    /// <param name="look">Told at each look: replicates so far, and candidates left.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no candidate, or an option cannot be.</exception>
    public static RaceResult Run(int candidates, int limits, RaceOptions options, Func<IReadOnlyList<int>, int, int, (double Cost, double[] Margins)[][]> live, Action<int, int>? look = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(live);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        if (options.First < 2 || options.Most < options.First) throw new ArgumentOutOfRangeException(nameof(options), options.First, $"A race from {options.First} to {options.Most} replicates has no variance to judge by. Begin with two or more, and end with as many or more.");
        if (!(options.Confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), options.Confidence, "A confidence lies between 0 and 1. Give 0.95.");
        var race = new Race(candidates, limits, options);
        RaceEnd? end = null;
        var done = 0;
        foreach (var replicates in options.Looks)
        {
            int[] left = race.Left();
            var found = live(left, done + 1, replicates);
            for (var i = 0; i < left.Length; i++)
                foreach (var (cost, margins) in found[i])
                {
                    race._costs[left[i]].Add(cost);
                    for (var l = 0; l < limits; l++) race._margins[left[i]][l].Add(margins[l]);
                }

            done = replicates;
            race.Drop();
            look?.Invoke(done, race.Left().Length);
            if ((end = race.End()) is not null) break;
        }

        return race.Result(end ?? (race.Left().Any(race.Keeps) ? RaceEnd.CannotTell : RaceEnd.LimitsUndecided));
    }

    private int[] Left() => [.. Enumerable.Range(0, _candidates).Where(c => _dropped[c] is null)];

    /// <summary>Whether it surely keeps all limits.</summary>
    private bool Keeps(int candidate) => _margins[candidate].All(m => Between(m, _limiting).Low >= 0);

    private void Drop()
    {
        foreach (var c in Left())
            if (_margins[c].Any(m => Between(m, _limiting).High < 0)) _dropped[c] = Standing.BreaksLimit;
        var keeping = Left().Where(Keeps).OrderBy(c => _costs[c].Average()).ToArray();
        foreach (var c in Left())
            if (keeping.Any(j => j != c && Behind(c, j).Low > 0)) _dropped[c] = Standing.Worse;
    }

    private RaceEnd? End()
    {
        int[] left = Left();
        if (left.Length == 0) return RaceEnd.NoneKeepsLimits;
        if (!left.All(Keeps)) return null;
        if (left.Length == 1) return RaceEnd.OneLeft;
        var leader = left.MinBy(c => _costs[c].Average());
        var room = _options.Indifference * Math.Abs(_costs[leader].Average());
        return left.All(c => c == leader || Behind(c, leader).High <= room) ? RaceEnd.Indifferent : null;
    }

    private RaceResult Result(RaceEnd end)
    {
        int[] left = Left();
        var sure = left.Where(Keeps).ToArray();
        var leader = sure.Length > 0 ? sure.MinBy(c => _costs[c].Average()) : -1;
        var entries = Enumerable.Range(0, _candidates).Select(c => new RaceEntry(c,
            _dropped[c] ?? (c == leader ? left.Length == 1 ? Standing.Best : Standing.Leading : Keeps(c) ? Standing.Level : Standing.Undecided),
            _costs[c].Count, _costs[c].Average(),
            leader < 0 ? new(double.NaN, double.NaN, double.NaN) : Behind(c, leader),
            [.. _margins[c].Select(m => Between(m, _limiting))]));
        return new(end, [.. entries.OrderBy(e => Rank(e.Standing)).ThenBy(e => e.Cost).ThenBy(e => e.Candidate)], _costs.Sum(c => c.Count));
    }

    private static int Rank(Standing standing) => standing switch { Standing.Best or Standing.Leading => 0, Standing.Level => 1, Standing.Undecided => 2, Standing.Worse => 3, _ => 4 };

    private Interval Behind(int candidate, int other)
    {
        if (candidate == other) return new(0, 0, 0);
        var shared = Math.Min(_costs[candidate].Count, _costs[other].Count);
        return Between([.. Enumerable.Range(0, shared).Select(r => _costs[candidate][r] - _costs[other][r])], _comparing);
    }

    /// <summary>The mean with ends that are each missed with probability <paramref name="tail"/>.</summary>
    private Interval Between(List<double> values, double tail)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        if (variance == 0) return new(mean, mean, mean);
        var key = tail == _comparing ? values.Count : -values.Count;
        if (!_quantiles.TryGetValue(key, out var t)) _quantiles[key] = t = StudentT.Quantile(1 - tail, values.Count - 1);
        var half = t * Math.Sqrt(variance / values.Count);
        return new(mean, mean - half, mean + half);
    }
}
