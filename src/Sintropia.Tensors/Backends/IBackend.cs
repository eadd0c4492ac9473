using Sintropia.Tensors.Kernels.Optimisers;

namespace Sintropia.Tensors.Backends;

/// <summary>The primitive operations that networks, gradients and optimisers are made of. Tensor's methods check shapes, make the result and record the tape; a backend only computes.</summary>
/// <remarks>
/// <para>Unless said otherwise: shapes fit already; inputs may be views with any strides, 0 included; results are contiguous, cover fresh storage that nothing else sees, and hold nothing
/// yet, so that a backend may put its own buffer into the storage instead of copying; all tensors are of this backend.</para>
/// <para>Element-wise operations also take a result that is the very tensor of an input. What promises more is said in the README.</para>
/// </remarks>
public interface IBackend
{
    /// <summary>How it is called in messages and run records: "managed", "torch cuda:0".</summary>
    string Name { get; }

    /// <summary>Room for this many elements, whatever they are at first.</summary>
    Storage Allocate(int length);

    /// <summary>Copies elements in, in row-major order.</summary>
    void Write(ReadOnlySpan<float> values, Tensor destination);

    /// <summary>Copies elements out, in row-major order.</summary>
    void Read(Tensor source, Span<float> values);

    /// <summary>Sets every element of a tensor, also of a view.</summary>
    void Fill(Tensor destination, float value);

    /// <summary>Copies between tensors of one shape, also into a view.</summary>
    void Copy(Tensor source, Tensor destination);

    /// <summary>destination += scale·source in place, also into a view; the source broadcasts already.</summary>
    void AddScaled(Tensor destination, Tensor source, float scale);

    /// <summary>result = operation(x).</summary>
    void Unary(UnaryOperation operation, Tensor x, float p, float q, Tensor result);

    /// <summary>result = gradient · operation′(x), where <paramref name="y"/> is operation(x).</summary>
    void UnaryGradient(UnaryOperation operation, Tensor x, Tensor y, Tensor gradient, float p, float q, Tensor result);

    /// <summary>result = operation(a, b); both have the result's shape.</summary>
    void Binary(BinaryOperation operation, Tensor a, Tensor b, Tensor result);

    /// <summary>result = yes where condition is not 0, else no; all have the result's shape.</summary>
    void Where(Tensor condition, Tensor yes, Tensor no, Tensor result);

    /// <summary>Along the middle axis of a contiguous x [outer, length, inner] into [outer, inner].</summary>
    void Reduce(Reduction reduction, Tensor x, Tensor result);

    /// <summary>Place of the largest (or smallest) along the middle axis of a contiguous x [outer, length, inner] into [outer, inner]: the first of equals; the first that is not a number, if any.</summary>
    void ArgReduce(bool largest, Tensor x, Indices result);

    /// <summary>Values and places of the k largest (or smallest) of each row of a contiguous x [rows, length] into [rows, k], best first, the earlier of equals first.</summary>
    void TopK(bool largest, Tensor x, Tensor values, Indices places);

    /// <summary>Running sums along the middle axis of a contiguous x [outer, length, inner], from the end when reversed.</summary>
    void CumulativeSum(Tensor x, bool reversed, Tensor result);

    /// <summary>result[…, m, n] = Σₖ a[…, m, k]·b[…, k, n] (+ bias[n]); leading axes are equal already, transposes are strides.</summary>
    void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor result);

    /// <summary>Softmax of each row of a contiguous x [rows, length]; its logarithm if asked. A row of −∞ throughout is not a number throughout.</summary>
    void Softmax(Tensor x, bool logarithm, Tensor result);

    /// <summary>Gradient of <see cref="Softmax"/> from its result y and the gradient with respect to it, all contiguous [rows, length].</summary>
    void SoftmaxGradient(Tensor y, bool logarithm, Tensor gradient, Tensor result);

    /// <summary>Each row of a contiguous x [rows, length] less its mean, over its standard deviation √(variance + epsilon), times scale plus shift [length].</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="scale">[length], or none.</param>
    /// <param name="shift">[length], or none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="result">[rows, length].</param>
    /// <param name="mean">[rows], for the gradient; null when no gradient will be asked for.</param>
    /// <param name="inverse">[rows]: 1/√(variance + epsilon), for the gradient.</param>
    void LayerNorm(Tensor x, Tensor? scale, Tensor? shift, float epsilon, Tensor result, Tensor? mean, Tensor? inverse);

    /// <summary>Gradients of <see cref="LayerNorm"/>; those not asked for are null.</summary>
    void LayerNormGradient(Tensor x, Tensor? scale, Tensor mean, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale, Tensor? ofShift);

    /// <summary>Each row of a contiguous x [rows, length] over √(mean square + epsilon), times scale [length].</summary>
    void RmsNorm(Tensor x, Tensor? scale, float epsilon, Tensor result, Tensor? inverse);

    /// <summary>Gradients of <see cref="RmsNorm"/>; those not asked for are null.</summary>
    void RmsNormGradient(Tensor x, Tensor? scale, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale);

    /// <summary>Mean and biased variance of each column of a contiguous x [samples, channels].</summary>
    void BatchMoments(Tensor x, Tensor mean, Tensor variance);

    /// <summary>Each column of a contiguous x [samples, channels] less its mean, times inverse, times scale plus shift; all of these [channels].</summary>
    void BatchNorm(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, Tensor? shift, Tensor result);

    /// <summary>Gradients of <see cref="BatchNorm"/>; that of x only if it is not null.</summary>
    /// <param name="x">[samples, channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="inverse">[channels]: 1/√(variance + epsilon).</param>
    /// <param name="scale">[channels], or none.</param>
    /// <param name="moved">Whether mean and inverse are those of x itself, and moved with it.</param>
    /// <param name="gradient">[samples, channels].</param>
    /// <param name="ofX">[samples, channels].</param>
    /// <param name="ofScale">[channels].</param>
    /// <param name="ofShift">[channels].</param>
    void BatchNormGradient(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, bool moved, Tensor gradient, Tensor? ofX, Tensor ofScale, Tensor ofShift);

    /// <summary>result[o, j, i] = x[o, places[j], i] for x [outer, length, inner].</summary>
    void Take(Tensor x, Indices places, Tensor result);

    /// <summary>destination[o, places[j], i] += source[o, j, i] in order of j, in place, but nothing where a place is −1: the gradient of <see cref="Take"/>.</summary>
    void AddAt(Tensor destination, Indices places, Tensor source);

    /// <summary>result[o, j, i] = x[o, places[o, j, i], i]; the places are in this order, whatever their shape.</summary>
    void TakeAlong(Tensor x, Indices places, Tensor result);

    /// <summary>destination[o, places[o, j, i], i] += source[o, j, i] in order of j, in place: the gradient of <see cref="TakeAlong"/>.</summary>
    void AddAlong(Tensor destination, Indices places, Tensor source);

    /// <summary>softmax(scale·q·kᵀ + mask)·v for q [batch, heads, queries, d], k [batch, heads, keys, d], v [batch, heads, keys, e]; a query that sees no key gets zeros, and what stands at an ignored key reaches nothing.</summary>
    /// <param name="q">Queries. Of these and all others of four axes, elements along the last lie side by side.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="mask">Which keys are seen; its bias has been broadcast to [batch, heads, queries, keys].</param>
    /// <param name="scale">Times the scores, usually 1/√d.</param>
    /// <param name="result">[batch, heads, queries, e]: fresh, but its axes may lie in another order, so that heads side by side stay so.</param>
    /// <param name="statistics">[2, batch, heads, queries]: whatever the gradient needs again; null when no gradient will be asked for.</param>
    void Attention(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor? statistics);

    /// <summary>Gradients of <see cref="Attention"/>; those not asked for are null. They lie as q, k and v do; <paramref name="ofBias"/> is [batch, heads, queries, keys] without gaps.</summary>
    void AttentionGradient(
        Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor statistics, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV, Tensor? ofBias);

    /// <summary>φ(q)·(φ(k)ᵀ·v) over φ(q)·Σφ(k) + epsilon, with φ(x) = elu(x) + 1, laid out as in <see cref="Attention"/>; ignored keys [batch, keys] count nothing.</summary>
    void LinearAttention(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor result);

    /// <summary>Gradients of <see cref="LinearAttention"/>; those not asked for are null.</summary>
    void LinearAttentionGradient(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV);

    /// <summary>Turns pairs of the last axis of x [batch, heads, positions, d] by angle (first + position)·base^(−2i/d).</summary>
    /// <param name="x">What is turned; elements along the last axis lie side by side.</param>
    /// <param name="first">Position of the first row.</param>
    /// <param name="frequencyBase">10000 in most models.</param>
    /// <param name="interleaved">Pairs are (2i, 2i+1); else (i, i + d/2).</param>
    /// <param name="backwards">Turned by the negative angle, which is the gradient's rule.</param>
    /// <param name="result">Of x's shape: fresh, but its axes may lie in another order.</param>
    void Rotary(Tensor x, int first, float frequencyBase, bool interleaved, bool backwards, Tensor result);

    /// <summary>result[b, i, j]: distance of x[b, i, :] and y[b, j, :], contiguous [batch, rows, length].</summary>
    void Distances(DistanceKind kind, Tensor x, Tensor y, Tensor result);

    /// <summary>result[b, i, :] = Σⱼ weight[b, i, j]·(x[b, i, :] − y[b, j, :]), or of the signs of the differences, contiguous as in <see cref="Distances"/>: what gradients of distances are made of.</summary>
    void WeightedDifferences(Tensor x, Tensor y, Tensor weight, bool signs, Tensor result);

    /// <summary>(1 − s)·w_label·(−ln p_label) + s/classes·Σ w_c·(−ln p_c) for each row of contiguous logits [rows, classes], with p their softmax and s the smoothing; 0 where the label is the ignored one.</summary>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="labels">One per row.</param>
    /// <param name="weights">w [classes], or none for 1.</param>
    /// <param name="smoothing">s.</param>
    /// <param name="ignored">The label of rows that count nothing.</param>
    /// <param name="losses">One per row.</param>
    /// <param name="statistics">[2, rows]: whatever the gradient needs again.</param>
    void CrossEntropy(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor losses, Tensor statistics);

    /// <summary>Gradient of <see cref="CrossEntropy"/> with respect to the logits, from that with respect to the losses.</summary>
    void CrossEntropyGradient(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor statistics, Tensor gradient, Tensor result);

    /// <summary>ln P(x) by the negative binomial law, element by element; all have the result's shape.</summary>
    void NegativeBinomial(Tensor x, Tensor mean, Tensor dispersion, Tensor result);

    /// <summary>The derivative of <see cref="NegativeBinomial"/> with respect to the mean, or to the dispersion.</summary>
    void NegativeBinomialSlope(Tensor x, Tensor mean, Tensor dispersion, bool ofDispersion, Tensor result);

    /// <summary>One step of Adam in place: parameters, their two moments, and the largest second moment so far if it is kept; all contiguous and of one shape.</summary>
    void Adam(in AdamStep step, Tensor gradient, Tensor parameters, Tensor mean, Tensor square, Tensor? largest);
}
