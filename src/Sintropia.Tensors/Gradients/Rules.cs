using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Gradients;

/// <summary>Every gradient rule. Given g = ∂L/∂y for y = f(a, b, …), each says what is added to ∂L/∂a, ∂L/∂b, …; where an input was broadcast, Give sums over the repeats.</summary>
internal static class Rules
{
    // Element by element.

    /// <summary>y = f(a): g·f′(a).</summary>
    public static void Unary(in Backward at)
    {
        var (step, result) = (at.Step, at.FreshA!);
        result.Backend.UnaryGradient(step.Unary, step.A, step.Result, at.Gradient, step.P, step.Q, result);
        at.GiveA(result);
    }

    /// <summary>y = a + b: g, g.</summary>
    public static void Add(in Backward at)
    {
        if (at.WantsA) at.GiveA(at.Gradient);
        if (at.WantsB) at.GiveB(at.Gradient);
    }

    /// <summary>y = a − b: g, −g.</summary>
    public static void Subtract(in Backward at)
    {
        if (at.WantsA) at.GiveA(at.Gradient);
        if (at.WantsB) at.GiveB(-at.Gradient.SumTo(at.Step.B.Shape));
    }

    /// <summary>y = a·b: g·b, g·a.</summary>
    public static void Multiply(in Backward at)
    {
        if (at.WantsA) at.GiveA(at.Gradient * at.Step.B);
        if (at.WantsB) at.GiveB(at.Gradient * at.Step.A);
    }

    /// <summary>y = a/b: g/b, −g·y/b.</summary>
    public static void Divide(in Backward at)
    {
        var part = at.Gradient / at.Step.B;
        if (at.WantsA) at.GiveA(part);
        if (at.WantsB) at.GiveB(-(part * at.Step.Result).SumTo(at.Step.B.Shape));
    }

    /// <summary>y = max(a, b) or min(a, b): g to the one that y is, half of it to each of equals.</summary>
    public static void Extreme(in Backward at)
    {
        var (isA, isB) = (at.Step.Result.EqualTo(at.Step.A), at.Step.Result.EqualTo(at.Step.B));
        var share = at.Gradient / (isA + isB);
        if (at.WantsA) at.GiveA(Tensor.Where(isA, share, isA));
        if (at.WantsB) at.GiveB(Tensor.Where(isB, share, isB));
    }

    /// <summary>y = a where a condition holds, else b: g where it holds, g where not.</summary>
    public static void Where(in Backward at)
    {
        var none = Tensor.Scalar(0, at.Gradient.Backend);
        if (at.WantsA) at.GiveA(Tensor.Where(at.Step.Saved, at.Gradient, none));
        if (at.WantsB) at.GiveB(Tensor.Where(at.Step.Saved, none, at.Gradient));
    }

    // Views: the gradient is looked at the other way round.

    /// <summary>y = a under another shape: g under a's.</summary>
    public static void Reshape(in Backward at) => at.GiveA(at.Gradient.Contiguous().Reshape(at.Step.A.Shape));

    /// <summary>y = a with axes in another order: g with axes put back.</summary>
    public static void Permute(in Backward at)
    {
        var order = at.Step.Order;
        Span<int> back = stackalloc int[order.Rank];
        for (var axis = 0; axis < order.Rank; axis++) back[order[axis]] = axis;
        at.GiveA(at.Gradient.Permute(back));
    }

    /// <summary>y = part of a: g added to that part.</summary>
    public static void Slice(in Backward at)
    {
        var step = at.Step;
        var part = at.RoomOfA().Slice(step.Axis, step.Start, step.Result.Shape[step.Axis], step.Stride);
        part.Backend.AddScaled(part, at.Gradient, 1);
    }

    /// <summary>y = a repeated: g summed over the repeats, by Give.</summary>
    public static void Expand(in Backward at) => at.GiveA(at.Gradient);

    /// <summary>y = a: g.</summary>
    public static void Copy(in Backward at) => at.GiveA(at.Gradient);

    /// <summary>y = a with b written over one part: g to a (whoever wrote there before takes no part of it), that part of g to b.</summary>
    public static void Concat(in Backward at)
    {
        var step = at.Step;
        if (at.WantsA) at.GiveA(at.Gradient);
        if (at.WantsB) at.GiveB(at.Gradient.Slice(step.Axis, step.Start, step.B.Shape[step.Axis]));
    }

    // Reductions.

    /// <summary>Along an axis; what each adds per element is said at its case.</summary>
    public static void Reduce(in Backward at)
    {
        var step = at.Step;
        var (x, y, g) = (step.A, step.Result, at.Gradient);
        switch (step.Reduction)
        {
            case Reduction.Sum: // g
                at.GiveA(g.Expand(x.Shape));
                break;
            case Reduction.Mean: // g/n
                at.GiveA((g / x.Shape[step.Axis]).Expand(x.Shape));
                break;
            case Reduction.SumOfSquares: // 2·x·g
                at.GiveA(x * (g * 2));
                break;
            case Reduction.SumOfMagnitudes: // sign(x)·g
                at.GiveA(x.Sign() * g);
                break;
            case Reduction.SquaredDeviations: // 2·(x − mean)·g; what g does through the mean cancels
                at.GiveA((x - x.Mean(step.Axis, keep: true)) * (g * 2));
                break;
            case Reduction.LogSumExp: // softmax(x)·g
                at.GiveA((x - y).Exp() * g);
                break;
            case Reduction.Maximum or Reduction.Minimum: // g where the extreme is
                var places = x.ArgReduce(step.Reduction == Reduction.Maximum, step.Axis);
                AddAlong(at.RoomOfA(), places, g, step.Axis);
                break;
            default:
                throw new NotSupportedException($"{step.Reduction} has no gradient rule. Reduce by Sum, Mean or another that has, or Detach what needs no gradient.");
        }
    }

    /// <summary>y = √Σ a²: g·a/y, and 0 where y is 0.</summary>
    public static void Norm(in Backward at)
    {
        var y = at.Step.Result;
        at.GiveA(at.Step.A * Tensor.Where(y, at.Gradient / y, Tensor.Scalar(0, y.Backend)));
    }

    /// <summary>y = running sums of a: running sums of g from the end.</summary>
    public static void CumulativeSum(in Backward at)
    {
        var (g, axis, result) = (at.Gradient.Contiguous(), at.Step.Axis, at.FreshA!);
        g.Backend.CumulativeSum(g.Fold(axis), true, result.Fold(axis));
        at.GiveA(result);
    }

    // Products.

    /// <summary>y = a·b: g·bᵀ, aᵀ·g. Vectors were rows and columns by then.</summary>
    public static void MatMul(in Backward at)
    {
        var (a, b, g) = (at.Step.A, at.Step.B, at.Gradient);
        if (at.WantsA) at.GiveA(g.MatMul(b.Transpose()));
        if (!at.WantsB) return;

        // One matrix that met many: its gradient is one product over all their rows.
        if (b.Rank == 2 && a.Rank > 2) (a, g) = (a.Contiguous().Reshape(-1, a.Shape[^1]), g.Contiguous().Reshape(-1, g.Shape[^1]));
        at.GiveB(a.Transpose().MatMul(g));
    }

    /// <summary>y = a·bᵀ + c: g·b, gᵀ·a, Σ g over rows.</summary>
    public static void Linear(in Backward at)
    {
        var (x, w) = (at.Step.A, at.Step.B);
        if (at.WantsA) at.GiveA(at.Gradient.MatMul(w));
        if (!at.WantsB && !at.WantsC) return;

        var g = at.Gradient.Contiguous().Reshape(-1, w.Shape[0]);
        if (at.WantsB) at.GiveB(g.Transpose().MatMul(x.Contiguous().Reshape(-1, w.Shape[1])));
        if (at.WantsC) at.GiveC(g.Sum(0));
    }

    // Rows.

    /// <summary>y = softmax(a): y·(g − Σ g·y); of its logarithm: g − eʸ·Σ g.</summary>
    public static void Softmax(in Backward at)
    {
        var (y, g, result) = (at.Step.Result, at.Gradient.Contiguous(), at.FreshA!);
        y.Backend.SoftmaxGradient(y.Rows(), at.Step.Flag, g.Rows(), result.Rows());
        at.GiveA(result);
    }

    /// <summary>y = b·n + c with n = (a − mean)·r: r·(h − mean h − n·mean(h·n)) with h = g·b; Σ g·n; Σ g.</summary>
    public static void LayerNorm(in Backward at)
    {
        var (step, x, g) = (at.Step, at.Step.A.Contiguous(), at.Gradient.Contiguous());
        var (ofX, ofScale, ofShift) = (at.FreshA, at.FreshB, at.FreshC);
        g.Backend.LayerNormGradient(x.Rows(), step.B?.Contiguous(), step.Saved, step.SavedToo, g.Rows(), ofX?.Rows(), ofScale, ofShift);
        at.GiveA(ofX);
        at.GiveB(ofScale);
        at.GiveC(ofShift);
    }

    /// <summary>y = b·n with n = a·r, r = 1/√(mean a² + ε): r·(h − n·mean(h·n)) with h = g·b; Σ g·n.</summary>
    public static void RmsNorm(in Backward at)
    {
        var (step, x, g) = (at.Step, at.Step.A.Contiguous(), at.Gradient.Contiguous());
        var (ofX, ofScale) = (at.FreshA, at.FreshB);
        g.Backend.RmsNormGradient(x.Rows(), step.B?.Contiguous(), step.Saved, g.Rows(), ofX?.Rows(), ofScale);
        at.GiveA(ofX);
        at.GiveB(ofScale);
    }

    /// <summary>y = b·n + c with n = (a − mean)·r per channel: r·b·(g − mean g − n·mean(g·n)); Σ g·n; Σ g. In inference mean and r do not move with a: r·b·g.</summary>
    public static void BatchNorm(in Backward at)
    {
        var (step, x, g) = (at.Step, at.Step.A.Contiguous(), at.Gradient.Contiguous());
        var (ofX, ofScale, ofShift) = (at.FreshA, Tensor.Empty(step.Saved.Shape, g.Backend), Tensor.Empty(step.Saved.Shape, g.Backend));
        g.Backend.BatchNormGradient(x, step.Saved, step.SavedToo, step.B?.Contiguous(), step.Flag, g, ofX, ofScale, ofShift);
        at.GiveA(ofX);
        at.GiveB(ofScale);
        at.GiveC(ofShift);
    }

    // Selection.

    /// <summary>y = a at places: g added at those places, in their order.</summary>
    public static void Take(in Backward at)
    {
        var (step, room, g) = (at.Step, at.RoomOfA(), at.Gradient.Contiguous());
        var folded = room.Fold(step.Axis);
        room.Backend.AddAt(folded, step.Places!, g.View([folded.Shape[0], step.Places!.Count, folded.Shape[2]]));
    }

    /// <summary>y = a along an axis at places: g added there, in their order.</summary>
    public static void TakeAlong(in Backward at) => AddAlong(at.RoomOfA(), at.Step.Places!, at.Gradient, at.Step.Axis);

    // Attention.

    /// <summary>y = softmax(s)·c with s = scale·a·bᵀ + d: with P = softmax(s), D = P∘(g·cᵀ − Σ g·y): scale·D·b, scale·Dᵀ·a, Pᵀ·g, D.</summary>
    public static void Attention(in Backward at)
    {
        var (step, g) = (at.Step, at.Gradient.SideBySide());
        var (q, k, v) = (step.A.SideBySide(), step.B.SideBySide(), step.C!.SideBySide());
        var (ofQ, ofK, ofV) = Room(at, q, k, v);
        var ofBias = at.WantsD ? Tensor.Empty(step.Mask.Bias!.Shape, g.Backend) : null;
        g.Backend.AttentionGradient(q, k, v, step.Mask, step.P, step.Result, step.Saved, g, ofQ, ofK, ofV, ofBias);
        at.GiveA(ofQ);
        at.GiveB(ofK);
        at.GiveC(ofV);
        at.GiveD(ofBias);
    }

    /// <summary>y = φ(a)·S/z with S = φ(b)ᵀ·c, z = φ(a)·Σφ(b) + ε: the rules of its products and its quotient in turn.</summary>
    public static void LinearAttention(in Backward at)
    {
        var (step, g) = (at.Step, at.Gradient.SideBySide());
        var (q, k, v) = (step.A.SideBySide(), step.B.SideBySide(), step.C!.SideBySide());
        var (ofQ, ofK, ofV) = Room(at, q, k, v);
        g.Backend.LinearAttentionGradient(q, k, v, step.Mask.Ignored, step.P, g, ofQ, ofK, ofV);
        at.GiveA(ofQ);
        at.GiveB(ofK);
        at.GiveC(ofV);
    }

    /// <summary>y = a turned: g turned back.</summary>
    public static void Rotary(in Backward at)
    {
        var (step, g) = (at.Step, at.Gradient.SideBySide());
        var result = g.InOrder(g.Shape);
        g.Backend.Rotary(g.Heads(), step.Start, step.P, step.Flag, true, result.Heads());
        at.GiveA(result);
    }

    // Likelihoods.

    /// <summary>y = −ln softmax(a) at a label: g·(softmax(a) − 1 at the label), with weights and smoothing as the operation says.</summary>
    public static void CrossEntropy(in Backward at)
    {
        var (step, result) = (at.Step, at.FreshA!);
        result.Backend.CrossEntropyGradient(step.A.Contiguous().Rows(), step.Places!, step.SavedToo?.Contiguous(), step.P, step.Start, step.Saved, at.Gradient.Contiguous(), result.Rows());
        at.GiveA(result);
    }

    /// <summary>y = ln P(x | a, b): g·∂y/∂a, g·∂y/∂b.</summary>
    public static void NegativeBinomial(in Backward at)
    {
        if (at.WantsA) at.GiveA(at.Gradient * Slope(at, ofDispersion: false));
        if (at.WantsB) at.GiveB(at.Gradient * Slope(at, ofDispersion: true));

        static Tensor Slope(in Backward at, bool ofDispersion)
        {
            var (step, shape) = (at.Step, at.Step.Result.Shape);
            var slope = Tensor.Empty(shape, step.A.Backend);
            slope.Backend.NegativeBinomialSlope(step.Saved.Expand(shape), step.A.Expand(shape), step.B.Expand(shape), ofDispersion, slope);
            return slope;
        }
    }

    // Distances.

    /// <summary>yᵢⱼ = d(aᵢ, bⱼ): Σⱼ wᵢⱼ·(aᵢ − bⱼ) with w = 2g for squares and g/y (0 where y is 0) for their roots; Σⱼ gᵢⱼ·sign(aᵢ − bⱼ) for magnitudes. For b the same with both exchanged.</summary>
    public static void Distances(in Backward at)
    {
        var (step, g, y) = (at.Step, at.Gradient, at.Step.Result);
        var signs = step.Distance == DistanceKind.Manhattan;
        var weight = step.Distance switch
        {
            DistanceKind.Manhattan => g,
            DistanceKind.Euclidean => Tensor.Where(y, g / y, Tensor.Scalar(0, y.Backend)),
            _ => g * 2,
        };
        if (at.WantsA) at.GiveA(Weighted(step.A, step.B, weight, signs));
        if (at.WantsB) at.GiveB(Weighted(step.B, step.A, weight.Transpose(), signs));
    }

    // Gradients of heads lie as the heads do.
    private static (Tensor? Q, Tensor? K, Tensor? V) Room(in Backward at, Tensor q, Tensor k, Tensor v) =>
        (at.WantsA ? q.InOrder(q.Shape) : null, at.WantsB ? k.InOrder(k.Shape) : null, at.WantsC ? v.InOrder(v.Shape) : null);

    private static Tensor Weighted(Tensor x, Tensor y, Tensor weight, bool signs)
    {
        var result = Tensor.Empty(x.Shape, x.Backend);
        x.Backend.WeightedDifferences(x.Contiguous().Sets(), y.Contiguous().Sets(), weight.Contiguous().Sets(), signs, result.Sets());
        return result;
    }

    private static void AddAlong(Tensor room, Indices places, Tensor g, int axis)
    {
        g = g.Contiguous();
        room.Backend.AddAlong(room.Fold(axis), places, g.Fold(axis));
    }
}
