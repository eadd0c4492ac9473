using Sintropia.Biology.Chance;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Combinations;

/// <summary>How searches would have done on matrices that are measured in full: what they ask for is looked up.</summary>
/// <param name="Pairs">Of pairs of doses within each matrix: intervals are bootstrapped over matrices, of which each stands with the mean over seeds.</param>
/// <param name="Drugs">Of pairs of drugs, each a whole matrix with its mean excess over Bliss: intervals are t over seeds.</param>
/// <param name="Matrices">Matrices that are measured in full.</param>
/// <param name="Best">How many matrices count as the best: one in twenty.</param>
public sealed record RegretStudy(IReadOnlyList<RegretCurve> Pairs, IReadOnlyList<RegretCurve> Drugs, int Matrices, int Best)
{
    private const int Resamples = 2000;

    private static readonly SearchStrategy[] s_strategies = Enum.GetValues<SearchStrategy>();

    /// <summary>Carries it out.</summary>
    /// <param name="matrices">Matrices; those that are not measured in full are left out.</param>
    /// <param name="groups">Of each matrix what the first drug is aimed at; empty text where nothing is known.</param>
    /// <param name="judge">How.</param>
    /// <param name="seed">Seed; searches of number s have seeds that follow from it.</param>
    /// <param name="threads">Threads; nothing depends on them.</param>
    /// <param name="report">Told how many matrices are done, of how many.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="DesignException">No two matrices of one shape are measured in full.</exception>
    public static RegretStudy Of(IReadOnlyList<MeasuredPairs> matrices, IReadOnlyList<string> groups, JudgeOptions judge, ulong seed, int threads = 0, Action<int, int>? report = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(judge);
        int[] full = [.. Enumerable.Range(0, matrices.Count).Where(m => Enumerable.Range(0, matrices[m].Places).All(p => double.IsFinite(matrices[m].Excess(p))))];
        if (full.Length > 0) full = [.. full.GroupBy(m => (matrices[m].DosesA.Count, matrices[m].DosesB.Count)).MaxBy(g => g.Count())!];
        if (full.Length < 2) throw new DesignException("No two matrices of one shape are measured in full, so a search over them cannot be judged. Leave 'judge' out to be told what to measure.");
        MeasuredPairs[] chosen = [.. full.Select(m => matrices[m])];
        return new(Within(chosen, judge, seed, threads, report, stop), Across(chosen, [.. full.Select(m => groups[m])], judge, seed, threads, stop), chosen.Length, Math.Max(1, chosen.Length / 20));
    }

    private static IReadOnlyList<RegretCurve> Within(MeasuredPairs[] matrices, JudgeOptions judge, ulong seed, int threads, Action<int, int>? report, CancellationToken stop)
    {
        var (places, most) = (matrices[0].Places, Math.Min(judge.Measurements, matrices[0].Places));
        double[] sums = [.. Enumerable.Range(0, places).Select(p => matrices.Sum(m => m.Excess(p)))];
        var variance = matrices.Average(m => Enumerable.Range(0, places).Average(p => m.Excess(p) * m.Excess(p)));
        // [strategies][matrices][measured]
        var regret = s_strategies.Select(_ => new double[matrices.Length][]).ToArray();
        var found = s_strategies.Select(_ => new double[matrices.Length][]).ToArray();
        var done = 0;
        Parallel.For(0, matrices.Length, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = stop }, m =>
        {
            var matrix = matrices[m];
            var values = Enumerable.Range(0, places).Select(matrix.Excess).ToArray();
            var best = values.Max();
            // Others: every matrix but this one.
            var space = new SearchSpace([.. Enumerable.Range(0, places).Select(matrix.Features)], [.. Enumerable.Range(0, places).Select(matrix.Bliss)], [.. sums.Select((s, p) => (s - values[p]) / (matrices.Length - 1))]);
            var process = new GaussianProcess(space.Features, variance);
            for (var s = 0; s < s_strategies.Length; s++)
            {
                (regret[s][m], found[s][m]) = (new double[most], new double[most]);
                for (var run = 0; run < judge.Seeds; run++)
                {
                    var search = new ActiveSearch(space, s_strategies[s], Philox.Encrypt(new(seed, (ulong)run), (ulong)m).High, variance, process);
                    var reached = double.NegativeInfinity;
                    for (var n = 0; n < most; n++)
                    {
                        var place = search.Next(1)[0];
                        search.Tell(place, values[place]);
                        reached = Math.Max(reached, values[place]);
                        regret[s][m][n] += (best - reached) / judge.Seeds;
                        found[s][m][n] += (reached == best ? 1.0 : 0) / judge.Seeds;
                    }
                }
            }

            report?.Invoke(Interlocked.Increment(ref done), matrices.Length);
        });

        int[] measured = [.. Enumerable.Range(1, most)];
        int[][] resamples = [.. Enumerable.Range(0, Resamples).Select(r => Enumerable.Range(0, matrices.Length).Select(i => (int)Math.BigMul(Philox.Encrypt(new((ulong)r, (ulong)i), seed).High, (ulong)matrices.Length, out _)).ToArray())];
        return [.. s_strategies.Select((strategy, s) => new RegretCurve(strategy, measured,
            [.. measured.Select(n => Bootstrapped([.. regret[s].Select(r => r[n - 1])], resamples))],
            [.. measured.Select(n => Bootstrapped([.. found[s].Select(f => f[n - 1])], resamples))],
            [.. measured.Select(n => Bootstrapped([.. regret[s].Select((r, m) => r[n - 1] - regret[0][m][n - 1])], resamples))]))];
    }

    private static IReadOnlyList<RegretCurve> Across(MeasuredPairs[] matrices, string[] groups, JudgeOptions judge, ulong seed, int threads, CancellationToken stop)
    {
        var values = matrices.Select(m => m.MeanExcess).ToArray();
        var most = Math.Min(judge.Matrices, matrices.Length);
        var ranked = values.OrderDescending().ToArray();
        var threshold = ranked[Math.Max(1, matrices.Length / 20) - 1];
        var best = values.Count(v => v >= threshold);
        var (features, likeness) = DrugFeatures.Of(matrices, groups);
        var expected = matrices.Select(m => Enumerable.Range(0, m.Places).Average(m.Bliss)).ToArray();
        // Deviations from what was measured first, so that the process' mean of 0 is no claim about the screen.
        var variance = Math.Max(values.Average(v => v * v), 1e-12);
        var process = new GaussianProcess(features, variance, likeness);
        int[] steps = [.. Enumerable.Range(1, most / judge.Batch).Select(b => b * judge.Batch)];
        var regret = s_strategies.Select(_ => new double[judge.Seeds][]).ToArray();
        var found = s_strategies.Select(_ => new double[judge.Seeds][]).ToArray();
        // What others had at the same place says nothing of a drug; what drugs of its target had is a strategy of its own.
        var strategies = s_strategies.Where(s => s != SearchStrategy.ImprovementOverOthers).ToArray();
        Parallel.For(0, strategies.Length * judge.Seeds, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = stop }, i =>
        {
            var (s, run) = (i / judge.Seeds, i % judge.Seeds);
            (regret[s][run], found[s][run]) = Searched(strategies[s], new(features, expected, [], likeness), process, values, groups, (threshold, best), steps, judge.Batch, Philox.Encrypt(new(seed, (ulong)run), ulong.MaxValue).High);
        });
        return [.. strategies.Select((strategy, s) => new RegretCurve(strategy, steps,
            [.. steps.Select((_, i) => OverSeeds([.. regret[s].Select(r => r[i])]))],
            [.. steps.Select((_, i) => OverSeeds([.. found[s].Select(r => r[i])]))],
            [.. steps.Select((_, i) => OverSeeds([.. regret[s].Select((r, run) => r[i] - regret[0][run][i])]))]))];
    }

    private static (double[] Regret, double[] Found) Searched(SearchStrategy strategy, SearchSpace space, GaussianProcess process, double[] values, string[] groups, (double Threshold, int Count) best, int[] steps, int batch, ulong seed)
    {
        var (regret, found) = (new double[steps.Length], new double[steps.Length]);
        // What drugs of the same target had follows from what was measured, so it changes from batch to batch.
        var others = new double[values.Length];
        Array.Fill(others, double.NaN);
        var search = new ActiveSearch(space with { Others = others }, strategy, seed, 1, process);
        var (reached, hits, offset) = (double.NegativeInfinity, 0, 0.0);
        for (var i = 0; i < steps.Length; i++)
        {
            if (strategy == SearchStrategy.AsOthers)
                for (var d = 0; d < values.Length; d++) others[d] = search.Places.Where(p => groups[p].Length > 0 && groups[p] == groups[d]).Select(p => values[p]).DefaultIfEmpty(search.Places.Count > 0 ? search.Places.Average(p => values[p]) : double.NaN).Average();
            var next = search.Next(batch, 2 * batch);
            if (i == 0) offset = next.Average(p => values[p]);
            foreach (var place in next)
            {
                search.Tell(place, values[place] - offset);
                reached = Math.Max(reached, values[place]);
                if (values[place] >= best.Threshold) hits++;
            }

            (regret[i], found[i]) = (values.Max() - reached, (double)hits / best.Count);
        }

        return (regret, found);
    }

    private static Interval OverSeeds(double[] values)
    {
        var mean = values.Average();
        if (values.Length < 2) return new(mean, double.NaN, double.NaN);
        var half = StudentT.Quantile(0.975, values.Length - 1) * Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length);
        return new(mean, mean - half, mean + half);
    }

    private static Interval Bootstrapped(double[] values, int[][] resamples)
    {
        var means = new double[resamples.Length];
        for (var r = 0; r < means.Length; r++)
        {
            double sum = 0;
            foreach (var i in resamples[r]) sum += values[i];
            means[r] = sum / values.Length;
        }

        return new(values.Average(), OrderStatistics.Quantile(means, 0.025), OrderStatistics.Quantile(means, 0.975));
    }
}
