using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Kernels.Losses;

/// <summary>−ln softmax(logits) at the label of each row, without storing the softmax.</summary>
/// <remarks>
/// With smoothing s and class weights w: (1 − s)·w_label·(−ln p_label) + s/classes·Σ w_c·(−ln p_c). A row whose label is the ignored one counts nothing: loss and gradient 0.
/// </remarks>
public static class CrossEntropy
{
    /// <summary>The loss of each row.</summary>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="classes">Elements of a row.</param>
    /// <param name="labels">[rows]; each a class, or <paramref name="ignored"/>.</param>
    /// <param name="weights">[classes], or nothing for 1.</param>
    /// <param name="smoothing">s, 0 for none.</param>
    /// <param name="ignored">The label of rows that count nothing, usually −100.</param>
    /// <param name="loss">[rows].</param>
    /// <param name="max">[rows]: the largest logit, for the gradient.</param>
    /// <param name="log">[rows]: ln Σ e^(logit − max), for the gradient.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public static void Forward(
        ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, float smoothing, int ignored, Span<float> loss, Span<float> max, Span<float> log)
    {
        Check(logits, classes, labels, weights, ignored);
        Lengths.Same(labels.Length, loss.Length);
        Lengths.Same(labels.Length, max.Length);
        Lengths.Same(labels.Length, log.Length);
        for (var r = 0; r < labels.Length; r++)
        {
            var row = logits.Slice(r * classes, classes);
            max[r] = Softmax.Max(row);
            log[r] = default(Log).Reference(LogSoftmax.SumOfExponentials(row, max[r]));
            loss[r] = labels[r] == ignored ? 0 : Loss(row, labels[r], weights, smoothing, max[r], log[r]);
        }
    }

    /// <summary>The gradient with respect to the logits: gradient·(W·softmax − the weight at the label − the smoothed weights), W their sum.</summary>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="classes">Elements of a row.</param>
    /// <param name="labels">[rows].</param>
    /// <param name="weights">[classes], or nothing for 1.</param>
    /// <param name="smoothing">s, 0 for none.</param>
    /// <param name="ignored">The label of rows that count nothing.</param>
    /// <param name="max">[rows], from <see cref="Forward"/>.</param>
    /// <param name="log">[rows], from <see cref="Forward"/>.</param>
    /// <param name="gradient">[rows], with respect to the losses.</param>
    /// <param name="ofLogits">[rows, classes]; may be the logits.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public static void Backward(
        ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, float smoothing, int ignored,
        ReadOnlySpan<float> max, ReadOnlySpan<float> log, ReadOnlySpan<float> gradient, Span<float> ofLogits)
    {
        Check(logits, classes, labels, weights, ignored);
        Lengths.Same(logits.Length, ofLogits.Length);
        Lengths.Same(labels.Length, max.Length);
        Lengths.Same(labels.Length, log.Length);
        Lengths.Same(labels.Length, gradient.Length);
        var spread = smoothing / classes;
        var all = smoothing == 0 ? 0 : spread * (weights.IsEmpty ? classes : Sums.Sum(weights));
        for (var r = 0; r < labels.Length; r++)
        {
            var result = ofLogits.Slice(r * classes, classes);
            if (labels[r] == ignored)
            {
                result.Clear();
                continue;
            }

            var own = (1 - smoothing) * (weights.IsEmpty ? 1 : weights[labels[r]]);
            Elementwise.Map(logits.Slice(r * classes, classes), result, new Share(max[r], log[r], (own + all) * gradient[r]));
            if (smoothing != 0 && weights.IsEmpty) Elementwise.Map(result, result, new Arithmetic.Affine(1, -spread * gradient[r]));
            if (smoothing != 0 && !weights.IsEmpty) Elementwise.Zip(weights, result, result, new Arithmetic.Axpy(-spread * gradient[r]));
            result[labels[r]] -= own * gradient[r];
        }
    }

    /// <summary>What <see cref="Forward"/> means for one row.</summary>
    public static float Reference(ReadOnlySpan<float> logits, int label, ReadOnlySpan<float> weights, float smoothing)
    {
        var max = Extremes.ReferenceMax(logits);
        var exponentials = new float[logits.Length];
        for (var i = 0; i < logits.Length; i++) exponentials[i] = default(Exp).Reference(logits[i] - max);
        return Loss(logits, label, weights, smoothing, max, default(Log).Reference(Sums.Reference(exponentials)));
    }

    private static float Loss(ReadOnlySpan<float> row, int label, ReadOnlySpan<float> weights, float smoothing, float max, float log)
    {
        var loss = (1 - smoothing) * (weights.IsEmpty ? 1 : weights[label]) * (log - (row[label] - max));
        if (smoothing == 0) return loss;

        // Σ w·(log − (x − max)) = Σw·log − Σ w·(x − max)
        var (sum, product) = weights.IsEmpty
            ? ((float)row.Length, RunningSums.Row(row, default, default, new DeviationFrom(max)))
            : (Sums.Sum(weights), RunningSums.Row(row, weights, default, new ProductWithDeviation(max)));
        return loss + smoothing / row.Length * (sum * log - product);
    }

    private static void Check(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, int ignored)
    {
        Lengths.Same(labels.Length * classes, logits.Length);
        if (!weights.IsEmpty) Lengths.Same(classes, weights.Length);
        for (var r = 0; r < labels.Length; r++)
            if (labels[r] != ignored && (uint)labels[r] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), labels[r], $"Row {r} has label {labels[r]} of {classes} classes. Labels count from 0; {ignored} marks rows that count nothing.");
    }

    private readonly struct Share(float max, float log, float weight) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => Exp.OfNegative(x - Vector512.Create(max) - Vector512.Create(log)) * Vector512.Create(weight);

        public float Reference(float x) => default(Exp).Reference(x - max - log) * weight;
    }
}
