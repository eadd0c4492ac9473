using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Numerics;

namespace Sintropia.Predictors.StandIn;

/// <summary>The network of the stand-in: x* = x₀ + s·W₂·relu(W₁·x₀ + b + P·e), where e says how far levels are from their baselines and s, from 0 to 1, how far all are together. All weights are drawn once and for ever.</summary>
public sealed class StandInNetwork
{
    /// <summary>Units of the hidden layer.</summary>
    public const int Hidden = 256;

    private const ulong Seed = 0x5354414E44494E31; // "STANDIN1": another seed would be another predictor
    private const int Chunk = 64; // rows whose hidden layer stays in the caches

    private readonly DensePanels _first, _second;
    private readonly float[] _bias;
    private readonly float[][] _projections; // by agent; shape [hidden]
    private readonly double[] _baselines;

    /// <summary>The network for a number of dimensions.</summary>
    /// <param name="dimensions">d.</param>
    /// <param name="agents">What it is told the levels of.</param>
    public StandInNetwork(int dimensions, IReadOnlyList<Agent> agents)
    {
        Dimensions = dimensions;
        var (first, second) = (Uniform(1, dimensions * Hidden, dimensions), Uniform(2, Hidden * dimensions, Hidden));
        _bias = Uniform(3, Hidden, Hidden);
        _projections = [.. agents.Select(a => Uniform(a.DrawIndex << 8 | 4, Hidden, 1))];
        _baselines = [.. agents.Select(a => Elementary.Log1p(a.Baseline))];
        (_first, _second) = (new(first, dimensions, Hidden), new(second, Hidden, dimensions));
        WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>([.. first, .. second, .. _bias, .. _projections.SelectMany(p => p)])));
    }

    /// <summary>d.</summary>
    public int Dimensions { get; }

    /// <summary>SHA-256 of all weights.</summary>
    public string WeightsSha256 { get; }

    /// <summary>Answers.</summary>
    /// <param name="rows">x₀; shape [cells, dimensions].</param>
    /// <param name="classes">Exposure class of each cell.</param>
    /// <param name="exposures">Levels; shape [classes, agents].</param>
    /// <param name="settled">x*; shape [cells, dimensions].</param>
    /// <param name="cancellation">Gives up between two chunks of rows.</param>
    public void Forward(ReadOnlySpan<float> rows, ReadOnlySpan<ushort> classes, ReadOnlySpan<float> exposures, Span<float> settled, CancellationToken cancellation)
    {
        var (starts, strengths) = Feel(exposures);
        var hidden = ArrayPool<float>.Shared.Rent(Chunk * Hidden);
        var shift = ArrayPool<float>.Shared.Rent(Chunk * _second.Width);
        for (var from = 0; from < classes.Length; from += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var here = classes.Slice(from, Math.Min(Chunk, classes.Length - from));
            for (var i = 0; i < here.Length; i++) starts.AsSpan(here[i] * Hidden, Hidden).CopyTo(hidden.AsSpan(i * Hidden));
            _first.Add(rows[(from * Dimensions)..], hidden, here.Length, least: 0);
            shift.AsSpan(0, here.Length * _second.Width).Clear();
            _second.Add(hidden, shift, here.Length, least: float.NegativeInfinity);
            for (var i = 0; i < here.Length; i++)
            {
                var row = (from + i) * Dimensions;
                DensePanels.AddScaled(rows.Slice(row, Dimensions), strengths[here[i]], shift.AsSpan(i * _second.Width, Dimensions), settled.Slice(row, Dimensions));
            }
        }

        ArrayPool<float>.Shared.Return(hidden);
        ArrayPool<float>.Shared.Return(shift);
    }

    /// <summary>b + P·e and s of each class.</summary>
    private (float[] Starts, float[] Strengths) Feel(ReadOnlySpan<float> exposures)
    {
        var agents = _projections.Length;
        var classes = agents == 0 ? 1 : exposures.Length / agents;
        var (starts, strengths) = (new float[classes * Hidden], new float[classes]);
        for (var number = 0; number < classes; number++)
        {
            var start = starts.AsSpan(number * Hidden, Hidden);
            _bias.CopyTo(start);
            double all = 0;
            for (var agent = 0; agent < agents; agent++)
            {
                var far = Elementary.Log1p(exposures[number * agents + agent]) - _baselines[agent];
                if (Math.Abs(far) < 1e-6) continue; // a baseline that went through single precision
                all += Math.Abs(far);
                for (var j = 0; j < Hidden; j++) start[j] = MathF.FusedMultiplyAdd((float)far, _projections[agent][j], start[j]);
            }

            strengths[number] = (float)(all / (1 + all));
        }

        return (starts, strengths);
    }

    /// <summary>Weights that are uniform with variance 1/inputs, a function of their place alone.</summary>
    private static float[] Uniform(ulong place, int count, int inputs)
    {
        var scale = Math.Sqrt(3.0 / inputs);
        var weights = new float[count];
        for (var i = 0; i < count; i++)
        {
            var block = Philox.Encrypt(new(place, (ulong)i / 4), Seed);
            var word = (uint)((i % 4 < 2 ? block.Low : block.High) >> (i % 2 * 32));
            weights[i] = (float)(scale * ((word + 0.5) * (2.0 / 4294967296) - 1));
        }

        return weights;
    }
}
