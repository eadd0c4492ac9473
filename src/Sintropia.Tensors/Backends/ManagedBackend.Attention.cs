using Sintropia.Biology.Numerics;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Attending;
using Kernel = Sintropia.Tensors.Kernels.Attending.Attention;

namespace Sintropia.Tensors.Backends;

/// <content>Attention and rotary positions.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void Attention(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor? statistics) =>
        Kernel.Forward(Team, Sizes(q, k, v, mask, scale), Heads(q), Heads(k), Heads(v), Keys(mask), Heads(result), statistics is null ? default : statistics.Elements());

    /// <inheritdoc/>
    public void AttentionGradient(
        Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor statistics, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV, Tensor? ofBias) =>
        Kernel.Backward(
            Team, Sizes(q, k, v, mask, scale), Heads(q), Heads(k), Heads(v), Keys(mask), Heads(result), statistics.Elements(), Heads(gradient),
            Heads(ofQ), Heads(ofK), Heads(ofV), ofBias is null ? default : ofBias.Elements());

    /// <inheritdoc/>
    public void LinearAttention(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor result)
    {
        var (queries, keys, depth, width) = (q.Shape[2], k.Shape[2], q.Shape[3], v.Shape[3]);
        for (var head = 0; head < q.Shape[0] * q.Shape[1]; head++)
        {
            var (b, h) = (head / q.Shape[1], head % q.Shape[1]);
            for (var i = 0; i < queries; i++)
                for (var c = 0; c < width; c++)
                {
                    double over = 0, under = epsilon;
                    for (var j = 0; j < keys; j++)
                    {
                        if (ignored is not null && ignored.Elements()[(b * keys) + j] != 0) continue;
                        var weight = Likeness(q, k, b, h, i, j, depth);
                        over += weight * At(v, b, h, j, c);
                        under += weight;
                    }

                    result.Elements()[(((head * queries) + i) * width) + c] = (float)(over / under);
                }
        }
    }

    /// <inheritdoc/>
    public void LinearAttentionGradient(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV)
    {
        ofQ?.Elements().Clear();
        ofK?.Elements().Clear();
        ofV?.Elements().Clear();
        var (queries, keys, depth, width) = (q.Shape[2], k.Shape[2], q.Shape[3], v.Shape[3]);
        for (var head = 0; head < q.Shape[0] * q.Shape[1]; head++)
        {
            var (b, h) = (head / q.Shape[1], head % q.Shape[1]);
            for (var i = 0; i < queries; i++)
            {
                double under = epsilon, own = 0;
                for (var j = 0; j < keys; j++)
                {
                    if (ignored is not null && ignored.Elements()[(b * keys) + j] != 0) continue;
                    var weight = Likeness(q, k, b, h, i, j, depth);
                    under += weight;
                    for (var c = 0; c < width; c++) own += weight * At(v, b, h, j, c) * At(gradient, b, h, i, c);
                }

                for (var j = 0; j < keys; j++)
                {
                    if (ignored is not null && ignored.Elements()[(b * keys) + j] != 0) continue;
                    double weight = Likeness(q, k, b, h, i, j, depth), through = 0;
                    for (var c = 0; c < width; c++)
                    {
                        through += (double)At(v, b, h, j, c) * At(gradient, b, h, i, c);
                        if (ofV is not null) ofV.Elements()[(((head * keys) + j) * width) + c] += (float)(weight / under * At(gradient, b, h, i, c));
                    }

                    var d = (through - (own / under)) / under;
                    for (var c = 0; c < depth; c++)
                    {
                        double x = At(q, b, h, i, c), y = At(k, b, h, j, c);
                        if (ofQ is not null) ofQ.Elements()[(((head * queries) + i) * depth) + c] += (float)(d * Feature(y) * Slope(x));
                        if (ofK is not null) ofK.Elements()[(((head * keys) + j) * depth) + c] += (float)(d * Feature(x) * Slope(y));
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Rotary(Tensor x, int first, float frequencyBase, bool interleaved, bool backwards, Tensor result)
    {
        var (positions, width) = (x.Shape[2], x.Shape[3]);
        var pairs = width / 2;
        for (var pair = 0; pair < pairs; pair++)
        {
            var frequency = Elementary.Pow(frequencyBase, -2.0 * pair / width);
            var (one, other) = interleaved ? (2 * pair, (2 * pair) + 1) : (pair, pair + pairs);
            for (var batch = 0; batch < x.Shape[0]; batch++)
                for (var head = 0; head < x.Shape[1]; head++)
                    for (var position = 0; position < positions; position++)
                    {
                        var angle = (first + position) * frequency;
                        var (cosine, sine) = ((float)PlainFunctions.Cos(angle), (float)(backwards ? -PlainFunctions.Sin(angle) : PlainFunctions.Sin(angle)));
                        var from = From(x)[((batch * x.Strides[0]) + (head * x.Strides[1]) + (position * x.Strides[2]))..];
                        var to = From(result)[((batch * result.Strides[0]) + (head * result.Strides[1]) + (position * result.Strides[2]))..];
                        var (a, b) = (from[one], from[other]);
                        to[one] = (a * cosine) - (b * sine);
                        to[other] = (b * cosine) + (a * sine);
                    }
        }
    }

    private static AttentionShape Sizes(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale) =>
        new(q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[2], q.Shape[3], v.Shape[3], scale, mask.Causal);

    private static HeadRows Heads(Tensor? x) => x is null ? default : new(From(x), Places(x));

    private static HeadLayout Places(Tensor x) => new(x.Strides[0], x.Strides[1], x.Strides[2]);

    private static KeyMask Keys(in AttentionMask mask) => new()
    {
        Ignored = mask.Ignored is { } ignored ? ignored.Elements() : default,
        IgnoredBatch = mask.Ignored?.Shape[1] ?? 0,
        Bias = mask.Bias is { } bias ? From(bias) : default,
        BiasLayout = mask.Bias is null ? default : Places(mask.Bias),
        BiasKey = mask.Bias?.Strides[3] ?? 0,
    };

    private static float At(Tensor x, int b, int h, int i, int c) => From(x)[(b * x.Strides[0]) + (h * x.Strides[1]) + (i * x.Strides[2]) + (c * x.Strides[3])];

    private static double Likeness(Tensor q, Tensor k, int b, int h, int i, int j, int depth)
    {
        double sum = 0;
        for (var c = 0; c < depth; c++) sum += Feature(At(q, b, h, i, c)) * Feature(At(k, b, h, j, c));
        return sum;
    }

    private static double Feature(double x) => x > 0 ? x + 1 : PlainFunctions.Exp(x);

    private static double Slope(double x) => x > 0 ? 1 : PlainFunctions.Exp(x);
}
