using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Tensors.Tests.Learning;

/// <summary>The same data, networks, first distributions, optimisers and steps as in pytorch.py beside this file; its figures (PyTorch 1.13, 20 seeds) stand with each test. A mean over our seeds may miss theirs by 3 deviations of such a mean.</summary>
public sealed class LearningTests
{
    private const int Seeds = 6;

    [Fact]
    public void A_perceptron_reaches_the_loss_that_PyTorch_reaches()
    {
        // PyTorch: mean 0.14952, deviation between seeds 0.00262.
        AssertReached(0.14952, 0.00262, Perceptron);
    }

    [Fact]
    public void A_small_transformer_reaches_the_loss_that_PyTorch_reaches()
    {
        // PyTorch: mean 0.00602, deviation between seeds 0.00051.
        AssertReached(0.00602, 0.00051, Transformer);
    }

    [Fact]
    public void The_same_seed_learns_the_same_to_the_last_bit() => Assert.Equal(Perceptron(3, 40), Perceptron(3, 40));

    private static void AssertReached(double mean, double deviation, Func<ulong, double> task)
    {
        var reached = Enumerable.Range(0, Seeds).Select(seed => task((ulong)seed)).ToList();
        var off = 3 * deviation * Math.Sqrt(1.0 / Seeds + 1.0 / 20);

        Assert.True(Math.Abs(reached.Average() - mean) <= off, $"{reached.Average():g5} over {Seeds} seeds ({string.Join(", ", reached.Select(r => $"{r:g4}"))}); PyTorch reaches {mean} ± {off:g2}.");
    }

    private static double Perceptron(ulong seed) => Perceptron(seed, 400);

    private static double Perceptron(ulong seed, int steps)
    {
        float[] inputs = [.. Enumerable.Range(0, 512 * 8).Select(i => (float)(2 * Uniform(1, i) - 1))];
        float[] targets = [.. Enumerable.Range(0, 512).Select(i => (float)(Math.Sin(3 * inputs[8 * i]) + inputs[8 * i + 1] * (double)inputs[8 * i + 2] + Math.Abs(inputs[8 * i + 3])) + 0.1f * (float)(2 * Uniform(2, i) - 1))];
        Tensor x = Tensor.From([512, 8], inputs), y = Tensor.From([512, 1], targets);

        var network = new Mlp([8, 64, 64, 1], Activation.Gelu);
        network.Initialise(seed);
        var optimiser = new Adam(ParameterGroup.All(network.Parameters), AdamOptions.Adam);
        var workspace = new Workspace();
        for (var step = 0; step < steps; step++)
        {
            using var scope = workspace.Begin();
            var at = 64 * (step % 8);
            Tensor[] gradients;
            using (var tape = new Tape())
            {
                tape.Watch(optimiser.Parameters);
                gradients = tape.Gradient(SquaredError.Mean(network.Of(x.Slice(0, at, 64)), y.Slice(0, at, 64)), optimiser.Parameters.AsSpan());
            }

            optimiser.Step(gradients);
        }

        return SquaredError.Mean(network.Of(x), y).Value;
    }

    private static double Transformer(ulong seed)
    {
        var network = new Reverser();
        network.Initialise(seed);
        var optimiser = new Adam(ParameterGroup.All(network.Parameters), AdamOptions.AdamW with { Rate = 3e-3 });
        var warmUp = new LinearRamp(3e-3, 1.0 / 20, 1, 19);
        var workspace = new Workspace();
        double last = 0;
        for (var step = 0; step < 150; step++)
        {
            using var scope = workspace.Begin();
            int[] words = [.. Enumerable.Range(0, 320).Select(i => (int)(8 * Uniform(3 + step, i)))];
            int[] reversed = [.. Enumerable.Range(0, 320).Select(i => words[i / 10 * 10 + 9 - i % 10])];
            Tensor[] gradients;
            using (var tape = new Tape())
            {
                tape.Watch(optimiser.Parameters);
                var loss = CrossEntropy.Mean(network.Of(new Indices([32, 10], words)), new Indices([32, 10], reversed));
                gradients = tape.Gradient(loss, optimiser.Parameters.AsSpan());
                if (step >= 140) last += loss.Value / 10;
            }

            GradientClipping.ByNorm(gradients, 1);
            optimiser.Rate = warmUp.At(step);
            optimiser.Step(gradients);
        }

        return last;
    }

    // SplitMix64, as in pytorch.py.
    private static double Uniform(long stream, int index)
    {
        var z = (ulong)stream * 0x9E3779B97F4A7C15 + (ulong)index;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private sealed class Reverser : Layer
    {
        private readonly Embedding _tokens, _positions;
        private readonly TransformerEncoder _encoder;
        private readonly Linear _out;

        public Reverser()
        {
            _tokens = Inner("tokens", new Embedding(8, 32));
            _positions = Inner("positions", new Embedding(10, 32));
            _encoder = Inner("encoder", new TransformerEncoder(2, 32, 4, 64, Activation.Gelu, normFirst: true, lastNorm: true));
            _out = Inner("out", new Linear(32, 8));
        }

        public Tensor Of(Indices words) => _out.Of(_encoder.Of(_tokens.Of(words) + _positions.Of(Indices.Of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))));
    }
}
