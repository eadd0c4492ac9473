using Sintropia.Calibration.Posteriors;
using Sintropia.Calibration.Problems;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Tests.Posteriors;

public sealed class SequentialSamplingTests
{
    private static readonly CalibratedParameter[] Two = [new("a", "a", -4, 6), new("b", "b", 0.1, 10, Logarithmic: true)];

    /// <summary>Two numbers, each measured with an error: of the first itself, of the logarithm of the second.</summary>
    private static double[]? Simulate(double[] shares, ulong seed)
    {
        double Normal(int k) => StandardNormal.Quantile(((SplitMix.At(seed, (ulong)k) >> 11) + 0.5) * Math.Pow(2, -53));
        return [Two[0].At(shares[0]) + 0.5 * Normal(0), Math.Log(Two[1].At(shares[1])) + 0.2 * Normal(1)];
    }

    private static SequentialSampling Sampling(int threads = 2, int particles = 300, int generations = 7) =>
        new(2, Simulate, [1.5, Math.Log(2)], [0.5, 0.2], new() { Particles = particles, Generations = generations, Threads = threads, Seed = 3, LeastAcceptance = 0.01 });

    [Fact]
    public void The_posterior_of_numbers_measured_with_normal_errors_is_that_of_Bayes()
    {
        var sampling = Sampling(particles: 800);
        var state = sampling.Run(SamplingState.Begin("test"), stop: TestContext.Current.CancellationToken);
        var posterior = Posterior.Of(state, Two, [1.5, Math.Log(2)], sampling.Scales(state.Generations[0]));

        // With even priors: normal about what was measured, with the errors' standard deviations.
        Assert.True(posterior.IsAdjusted);
        var (a, b) = (posterior.Interval(0), posterior.Interval(1));
        Assert.Equal(1.5, a.Estimate, 0.12);
        Assert.Equal(2 * 1.96 * 0.5, a.Width, 0.3);
        Assert.Equal(Math.Log(2), Math.Log(b.Estimate), 0.05);
        Assert.Equal(2 * 1.96 * 0.2, Math.Log(b.High / b.Low), 0.13);
    }

    [Fact]
    public void Tolerances_fall_and_weights_sum_to_one()
    {
        var state = Sampling().Run(SamplingState.Begin("test"), stop: TestContext.Current.CancellationToken);

        Assert.True(state.Generations.Count > 3);
        foreach (var (before, after) in state.Generations.Zip(state.Generations.Skip(1)))
        {
            Assert.True(after.Tolerance < before.Tolerance);
            Assert.Equal(1, after.Particles.Sum(p => p.Weight), 1e-9);
            Assert.All(after.Particles, p => Assert.True(p.Distance <= after.Tolerance && p.Shares.All(s => s is >= 0 and <= 1)));
        }
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var (one, three) = (Sampling(1, 60).Run(SamplingState.Begin("t"), stop: TestContext.Current.CancellationToken), Sampling(3, 60).Run(SamplingState.Begin("t"), stop: TestContext.Current.CancellationToken));
        Assert.Equal(one.Generations[^1].Particles.SelectMany(p => p.Shares), three.Generations[^1].Particles.SelectMany(p => p.Shares));
    }

    [Fact]
    public void A_sampling_that_was_killed_at_any_state_comes_to_the_same_end()
    {
        using var folder = new TemporaryFolder();
        var states = new List<SamplingState>();
        var whole = Sampling(particles: 60, generations: 4).Run(SamplingState.Begin("t"), states.Add, TestContext.Current.CancellationToken);
        Assert.True(states.Count > 4);
        foreach (var at in new[] { 0, 1, states.Count / 2, states.Count - 2 })
        {
            StateFile.Write(folder.Path, states[at]);
            var resumed = Sampling(particles: 60, generations: 4).Run(StateFile.Read(folder.Path)!, stop: TestContext.Current.CancellationToken);
            Assert.Equal(whole.Generations.Select(g => g.Tolerance), resumed.Generations.Select(g => g.Tolerance));
            Assert.Equal(whole.Generations[^1].Particles.SelectMany(p => p.Shares), resumed.Generations[^1].Particles.SelectMany(p => p.Shares));
            Assert.Equal(whole.Generations[^1].Particles.Select(p => p.Weight), resumed.Generations[^1].Particles.Select(p => p.Weight));
        }

        Assert.Equal([StateFile.Name], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_simulation_that_is_never_possible_is_told()
    {
        var sampling = new SequentialSampling(1, (_, _) => null, [1], [0], new() { Particles = 20 });
        Assert.Contains("bounds", Assert.Throws<InvalidOperationException>(() => sampling.Run(SamplingState.Begin("t"), stop: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void The_kernel_has_twice_the_weighted_covariance()
    {
        Generation from = new(1, [new([0.2], 0.25, 0, [], 0), new([0.6], 0.75, 0, [], 1)], 2);
        var kernel = new NormalKernel(from);
        var variance = 2 * (0.25 * 0.09 + 0.75 * 0.01); // about the mean of 0.5

        double Normal(double x) => Math.Exp(-x * x / (2 * variance)) / Math.Sqrt(variance);
        Assert.Equal(0.25 * Normal(0.1) + 0.75 * Normal(0.3), kernel.Density([0.3]), 1e-6);
        Assert.Equal(0.2 + Math.Sqrt(variance) * 1.5, kernel.Moved(0.1, [1.5])[0], 1e-6);
        Assert.Equal(0.6, kernel.Moved(0.9, [0])[0], 1e-9);
    }

    [Fact]
    public void Weighted_quantiles_of_equal_weights_are_the_usual_ones()
    {
        (double, double)[] values = [(3, 1), (1, 1), (2, 1), (4, 1)];
        Assert.Equal(2.5, Posterior.Quantile(values, 0.5), 1e-12);
        Assert.Equal(1, Posterior.Quantile(values, 0), 1e-12);
        Assert.Equal(4, Posterior.Quantile(values, 1), 1e-12);
    }
}
