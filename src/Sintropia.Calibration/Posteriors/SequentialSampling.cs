using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Posteriors;

/// <summary>
/// Approximate Bayesian computation, sequential Monte Carlo: particles drawn from the prior; then, generation by generation, particles of the last one are moved and kept where a simulation comes
/// nearer than a tolerance, which is a quantile of the last distances.
/// </summary>
/// <remarks>
/// Toni et al. 2009, doi:10.1098/rsif.2008.0172; weights prior/Σ wⱼK(θ|θⱼ) and a normal kernel with twice the weighted covariance of the last generation: Beaumont et al. 2009, doi:10.1093/biomet/asp052.
/// The prior is even on the shares of <see cref="Problems.CalibratedParameter"/>. Distances are Euclidean, each measurement divided by its error, or by the median absolute deviation of the first
/// generation where it has none. Attempt i of generation g is a function of (seed, g, i) alone, and the first accepted attempts are taken, so the result depends neither on threads nor on interruptions.
/// </remarks>
public sealed class SequentialSampling
{
    private const int Batch = 64;
    private const ulong SimulationDraw = 1UL << 40;

    private readonly Func<double[], ulong, double[]?> _simulate;
    private readonly double[] _measured, _noise;
    private readonly int _parameters;
    private readonly PosteriorOptions _options;

    /// <summary>A sampling.</summary>
    /// <param name="parameters">How many numbers are sought.</param>
    /// <param name="simulate">From shares of the parameters and a seed to what would have been measured; null where that is impossible. Called by many at once.</param>
    /// <param name="measured">What was measured; shape [measurements].</param>
    /// <param name="noise">Its errors; 0 where they are unknown; shape [measurements].</param>
    /// <param name="options">How.</param>
    public SequentialSampling(int parameters, Func<double[], ulong, double[]?> simulate, IReadOnlyList<double> measured, IReadOnlyList<double> noise, PosteriorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        (_parameters, _simulate, _measured, _noise, _options) = (parameters, simulate, [.. measured], [.. noise], options);
        if (_measured.Length == 0 || _measured.Length != _noise.Length) throw new ArgumentException($"{_measured.Length} measurements with {_noise.Length} errors say nothing. Give at least one, and an error for each.", nameof(noise));
    }

    /// <summary>Goes on from a state to the end.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="keep">Told of every state on the way, so that it can be kept.</param>
    /// <param name="stop">Ends sampling at the next state, which is kept.</param>
    public SamplingState Run(SamplingState state, Action<SamplingState>? keep = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        while (!state.IsComplete && !stop.IsCancellationRequested)
        {
            state = Step(state);
            keep?.Invoke(state);
        }

        return state;
    }

    /// <summary>What measurements are divided by: their errors, or how far apart simulations of the prior lie.</summary>
    public double[] Scales(Generation prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return [.. _noise.Select((n, i) => n > 0 ? n : Spread([.. prior.Particles.Select(p => p.Simulated[i])]))];
    }

    private static double Spread(double[] values)
    {
        var middle = OrderStatistics.Quantile(values, 0.5);
        var spread = OrderStatistics.Quantile(values.Select(v => Math.Abs(v - middle)), 0.5) * 1.4826;
        return spread > 0 ? spread : Math.Max(1e-12, values.Max() - values.Min()) is var range && range > 1e-12 ? range : 1;
    }

    /// <summary>One batch of attempts; and the end of a generation where it is complete.</summary>
    private SamplingState Step(SamplingState state)
    {
        var generation = state.Generations.Count;
        var last = generation > 0 ? state.Generations[^1] : null;
        var tolerance = last is null ? double.PositiveInfinity : OrderStatistics.Quantile(last.Particles.Select(p => p.Distance), _options.Quantile);
        var scales = generation > 0 ? Scales(state.Generations[0]) : null;
        var kernel = last is null ? null : new NormalKernel(last);
        var attempts = new (double[]? Shares, double[]? Simulated)[Batch];
        Parallel.For(0, Batch, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads }, i =>
        {
            var stream = SplitMix.At(SplitMix.At(_options.Seed, (ulong)generation), (ulong)(state.NextAttempt + i));
            if (Proposed(kernel, stream) is { } shares) attempts[i] = (shares, _simulate(shares, SplitMix.At(stream, SimulationDraw)));
        });

        var accepted = state.Accepted.ToList();
        var (simulations, next) = (state.Simulations, state.NextAttempt);
        for (var i = 0; i < Batch && accepted.Count < _options.Particles; i++, next++)
        {
            if (attempts[i].Shares is not { } shares) continue; // outside the prior: nothing was simulated
            simulations++;
            if (attempts[i].Simulated is not { } simulated || !simulated.All(double.IsFinite)) continue;
            var distance = scales is null ? 0 : Distance(simulated, scales);
            if (distance <= tolerance) accepted.Add(new(shares, kernel is null ? 1 : 1 / kernel.Density(shares), distance, simulated, next));
        }

        var spent = state.Generations.Sum(g => g.Simulations) + simulations;
        if (accepted.Count < _options.Particles)
        {
            if (generation == 0 && simulations >= 100L * _options.Particles) throw new InvalidOperationException($"Of {simulations} simulations drawn from the prior {accepted.Count} were possible. Choose bounds within which the scenario runs.");
            // A generation that takes too long ends sampling, and is dropped: its particles are those that were found fastest.
            var hopeless = simulations * _options.LeastAcceptance > _options.Particles && generation > 0;
            return state with { Accepted = accepted, NextAttempt = next, Simulations = simulations, IsComplete = generation > 0 && (hopeless || spent >= _options.MostSimulations) };
        }

        var sum = accepted.Sum(p => p.Weight);
        var done = new Generation(tolerance, [.. accepted.Select(p => p with { Weight = p.Weight / sum })], simulations);
        if (generation == 0)
        {
            var first = Scales(done);
            done = done with { Particles = [.. done.Particles.Select(p => p with { Distance = Distance(p.Simulated, first) })] };
        }

        var complete = state.Generations.Count + 1 >= _options.Generations || done.Acceptance < _options.LeastAcceptance || spent >= _options.MostSimulations;
        return new(state.Problem, [.. state.Generations, done], [], 0, 0, complete);
    }

    private double[]? Proposed(NormalKernel? kernel, ulong stream)
    {
        double Uniform(int draw) => ((SplitMix.At(stream, (ulong)draw) >> 11) + 0.5) * Math.Pow(2, -53);
        if (kernel is null) return [.. Enumerable.Range(0, _parameters).Select(Uniform)];
        var moved = kernel.Moved(Uniform(0), [.. Enumerable.Range(1, _parameters).Select(k => StandardNormal.Quantile(Uniform(k)))]);
        return moved.All(s => s is >= 0 and <= 1) ? moved : null;
    }

    private double Distance(double[] simulated, double[] scales)
    {
        double sum = 0;
        for (var i = 0; i < scales.Length; i++) sum += Math.Pow((simulated[i] - _measured[i]) / scales[i], 2);
        return Math.Sqrt(sum);
    }
}
