using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Tensors.Tests.Gradients;

public sealed class RulesTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, int[][] Shapes)> s_cases = new()
    {
        ["a sum that broadcasts"] = (x => x[0] + x[1], [[2, 3], [3]]),
        ["a sum that broadcasts both ways"] = (x => x[0] + x[1], [[3, 1], [1, 4]]),
        ["a sum with a single number"] = (x => x[0] + x[1], [[2, 3], []]),
        ["a difference"] = (x => x[0] - x[1], [[2, 1, 3], [4, 1]]),
        ["a product"] = (x => x[0] * x[1], [[2, 3], [2, 1]]),
        ["a quotient"] = (x => x[0] / x[1], [[3], [2, 3]]),
        ["a square as a product with itself"] = (x => x[0] * x[0], [[5]]),
        ["a maximum"] = (x => x[0].Maximum(x[1]), [[2, 5], [5]]),
        ["a minimum"] = (x => x[0].Minimum(x[1]), [[2, 5], [2, 1]]),
        ["a choice"] = (x => Tensor.Where(x[0].Detach().GreaterThan(Tensor.Scalar(0)), x[0], x[1]), [[2, 5], [5]]),
        ["numbers from left and right"] = (x => (2 - x[0] * 3) / 4 + 1 / x[0] - 1, [[5]]),
        ["a reshape of a transpose"] = (x => x[0].Transpose().Contiguous().Reshape(2, 3) * x[1], [[3, 2], [3]]),
        ["a permutation"] = (x => x[0].Permute(2, 0, 1) * x[1], [[2, 3, 4], [3]]),
        ["slices that overlap"] = (x => x[0].Slice(0, 1, 3) * x[0].Slice(0, 0, 3), [[5, 2]]),
        ["a slice in steps"] = (x => x[0].Slice(1, 1, 2, step: 2).Square(), [[2, 5]]),
        ["one place of an axis"] = (x => x[0].At(1, -1) * x[0].At(1, 0), [[3, 4]]),
        ["chunks"] = (x => x[0].Chunk(3) is [var q, var k, var v] ? q * k - v : throw new InvalidOperationException(), [[2, 6]]),
        ["an expansion"] = (x => x[0].Expand([2, 3, 4]) * x[1], [[3, 1], [2, 3, 4]]),
        ["a concatenation"] = (x => Tensor.Concat(1, x[0], x[1], x[0]).Square(), [[2, 2], [2, 3]]),
        ["a stack"] = (x => Tensor.Stack(1, x[0], x[1]).Square(), [[2, 3], [2, 3]]),
        ["a sum of all"] = (x => x[0].Sum().Square(), [[2, 3]]),
        ["sums along axes"] = (x => x[0].Sum(0) * x[0].Sum(-1, keep: true), [[2, 3]]),
        ["a mean over two axes"] = (x => x[0].Mean(1, 2) * x[0].Mean(0, 1).Sum(), [[2, 3, 2]]),
        ["a variance"] = (x => x[0].Variance(1), [[2, 4]]),
        ["a standard deviation"] = (x => x[0].StandardDeviation(0, correction: 0), [[4, 2]]),
        ["a norm"] = (x => x[0].Norm(-1), [[3, 4]]),
        ["a maximum of a row"] = (x => x[0].Max(1), [[3, 4]]),
        ["a minimum of all"] = (x => x[0].Min().Square(), [[3, 4]]),
        ["a sum of squares"] = (x => x[0].SumOfSquares(0), [[3, 2]]),
        ["a sum of magnitudes"] = (x => x[0].Reduce(Reduction.SumOfMagnitudes, 1), [[3, 2]]),
        ["a logarithm of summed exponentials"] = (x => x[0].LogSumExp(0), [[3, 2]]),
        ["running sums"] = (x => x[0].CumulativeSum(0), [[4, 2]]),
        ["a matrix product"] = (x => x[0].MatMul(x[1]), [[3, 4], [4, 2]]),
        ["a matrix product of transposes"] = (x => x[0].Transpose().MatMul(x[1].Transpose()), [[4, 3], [2, 4]]),
        ["a matrix times a vector"] = (x => x[0].MatMul(x[1]), [[3, 4], [4]]),
        ["a vector times a matrix"] = (x => x[0].MatMul(x[1]), [[3], [3, 4]]),
        ["a vector times a vector"] = (x => x[0].MatMul(x[1]), [[3], [3]]),
        ["many matrices times one"] = (x => x[0].MatMul(x[1]), [[2, 3, 4], [4, 2]]),
        ["one matrix times many"] = (x => x[0].MatMul(x[1]), [[3, 4], [2, 4, 2]]),
        ["matrix products that broadcast"] = (x => x[0].MatMul(x[1]), [[2, 1, 2, 3], [3, 3, 2]]),
        ["matrix products over five axes"] = (x => x[0].MatMul(x[1]), [[2, 1, 2, 2, 3], [2, 2, 1, 3, 2]]),
        ["a linear layer"] = (x => x[0].Linear(x[1], x[2]), [[2, 2, 3], [4, 3], [4]]),
        ["a linear layer of one row"] = (x => x[0].Linear(x[1], x[2]), [[3], [4, 3], [4]]),
        ["a softmax"] = (x => x[0].Softmax(), [[3, 4]]),
        ["a softmax along another axis"] = (x => x[0].Softmax(1), [[2, 3, 2]]),
        ["a logarithm of softmax"] = (x => x[0].LogSoftmax(0), [[3, 4]]),
        ["a layer norm"] = (x => x[0].LayerNorm(x[1], x[2], 0.1f), [[2, 3, 4], [4], [4]]),
        ["a layer norm without scale"] = (x => x[0].LayerNorm(null, x[1], 0.1f), [[3, 4], [4]]),
        ["a layer norm of a view"] = (x => x[0].Transpose().LayerNorm(x[1], null, 0.1f), [[4, 3], [4]]),
        ["an RMS norm"] = (x => x[0].RmsNorm(x[1], 0.1f), [[2, 3, 4], [4]]),
        ["an RMS norm without scale"] = (x => x[0].RmsNorm(null, 0.1f), [[3, 4]]),
        ["a batch norm in training"] = (x => x[0].BatchNormInTraining(x[1], x[2], 0.1f, out _, out _), [[4, 3], [3], [3]]),
        ["a batch norm of channels"] = (x => x[0].BatchNormInTraining(x[1], x[2], 0.1f, out _, out _), [[2, 3, 2], [3], [3]]),
        ["a batch norm without scale"] = (x => x[0].BatchNormInTraining(null, null, 0.1f, out _, out _), [[4, 3]]),
        ["a trained batch norm"] = (x => x[0].BatchNorm(Tensor.Of(1, 2, 3), Tensor.Of(1, 0.5f, 2), x[1], x[2]), [[4, 3], [3], [3]]),
        ["a normalisation"] = (x => x[0].Normalize(), [[3, 4]]),
        ["taken slices"] = (x => x[0].Take(Indices.Of(2, 0, 2), 1).Square(), [[2, 3, 2]]),
        ["an embedding"] = (x => x[0].Embedding(new([2, 2], [3, 1, 1, 0])).Square(), [[4, 3]]),
        ["elements along an axis"] = (x => x[0].TakeAlong(new([2, 2], [2, 0, 1, 1]), 1).Square(), [[2, 3]]),
        ["the largest two"] = (x => (x[0] + Tensor.Of(0, 9, 6, 3, 12)).TopK(2, out _).Square(), [[3, 5]]),
        ["attention"] = (x => x[0].Attention(x[1], x[2]), [[2, 2, 3, 2], [2, 2, 4, 2], [2, 2, 4, 3]]),
        ["causal attention"] = (x => x[0].Attention(x[1], x[2], new(Causal: true)), [[1, 2, 4, 2], [1, 2, 4, 2], [1, 2, 4, 2]]),
        ["attention with a bias that broadcasts"] = (x => x[0].Attention(x[1], x[2], new(Bias: x[3]), 0.3f), [[2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2], [2, 1, 3]]),
        ["attention with ignored keys"] =
            (x => x[0].Attention(x[1], x[2], new(Ignored: Tensor.From([2, 3], [0, 1, 0, 0, 0, 1]))), [[2, 1, 2, 2], [2, 1, 3, 2], [2, 1, 3, 2]]),
        ["attention in the layout of a projection"] = (x => Heads(x[0]).Attention(Heads(x[1]), Heads(x[2])).Permute(0, 2, 1, 3), [[2, 3, 4], [2, 3, 4], [2, 3, 4]]),
        ["attention of queries that repeat"] = (x => x[0].Expand([2, 2, 3, 2]).Attention(x[1], x[2].Transpose()), [[1, 3, 2], [2, 2, 4, 2], [2, 2, 3, 4]]),
        ["attention weights"] = (x => x[0].AttentionWeights(x[1], new(Causal: true)), [[1, 2, 3, 2], [1, 2, 3, 2]]),
        ["linear attention"] = (x => x[0].LinearAttention(x[1], x[2]), [[1, 2, 3, 2], [1, 2, 4, 2], [1, 2, 4, 2]]),
        ["rotary halves"] = (x => x[0].Rotary(first: 3), [[1, 2, 3, 4]]),
        ["rotary neighbours"] = (x => x[0].Rotary(interleaved: true), [[2, 3, 4]]),
        ["a cross entropy"] = (x => x[0].CrossEntropy(new([2, 2], [0, 3, -100, 1])), [[2, 2, 4]]),
        ["a cross entropy with weights and smoothing"] = (x => x[0].CrossEntropy(Indices.Of(0, 3, 2), Tensor.Of(1, 2, 0.5f, 1), 0.2f), [[3, 4]]),
        ["a negative binomial likelihood"] =
            (x => Tensor.From([2, 3], [0, 1, 5, 2, 30, 0]).NegativeBinomial(x[0].Square() + 0.5f, x[1].Square() + 1), [[2, 3], [3]]),
        ["Euclidean distances"] = (x => x[0].Distances(x[1]), [[3, 2], [4, 2]]),
        ["squared distances of sets"] = (x => x[0].Distances(x[1], DistanceKind.SquaredEuclidean), [[2, 3, 2], [2, 2, 2]]),
        ["Manhattan distances"] = (x => x[0].Distances(x[1], DistanceKind.Manhattan), [[3, 2], [2, 2]]),
        ["cosine distances"] = (x => x[0].CosineDistances(x[1]), [[3, 3], [2, 3]]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public static TheoryData<UnaryOperation> Elementwise =>
        [.. Enum.GetValues<UnaryOperation>().Where(o => o is not (UnaryOperation.Trigamma or UnaryOperation.Log or UnaryOperation.SquareRoot or UnaryOperation.ReciprocalSquareRoot
            or UnaryOperation.Power or UnaryOperation.LogOnePlus or UnaryOperation.LogGamma or UnaryOperation.Digamma))];

    public static TheoryData<UnaryOperation> OfPositive =>
        [UnaryOperation.Log, UnaryOperation.SquareRoot, UnaryOperation.ReciprocalSquareRoot, UnaryOperation.Power, UnaryOperation.LogOnePlus, UnaryOperation.LogGamma, UnaryOperation.Digamma];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_agrees_with_differences_of(string name)
    {
        var (function, shapes) = s_cases[name];
        Slopes.Agree(function, [.. shapes.Select((shape, i) => Slopes.Draw(new(shape), i + 1))]);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void The_gradient_agrees_with_differences_element_by_element(UnaryOperation operation) =>
        Slopes.Agree(x => x[0].Apply(operation, operation == UnaryOperation.Clamp ? -1.6f : 0.7f, 1.55f), Slopes.Draw([2, 9], 5));

    [Theory]
    [MemberData(nameof(OfPositive))]
    public void The_gradient_agrees_with_differences_for_positive_elements(UnaryOperation operation) =>
        Slopes.Agree(x => x[0].Apply(operation, 1.7f), Tensor.From([2, 4], Slopes.Draw([2, 4], 5).ToArray().Select(v => MathF.Abs(v) + 0.3f).ToArray()));

    [Fact]
    public void Half_the_gradient_of_a_maximum_goes_to_each_of_equals()
    {
        var (a, b) = (Tensor.Of(1, 2), Tensor.Of(1, 1));
        using var tape = new Tape();
        tape.Watch([a, b]);

        var gradients = tape.Gradient(a.Maximum(b).Sum(), [a, b]);

        Assert.Equal([0.5f, 1], gradients[0].ToArray());
        Assert.Equal([0.5f, 0], gradients[1].ToArray());
    }

    [Fact]
    public void The_gradient_of_a_row_s_maximum_goes_to_the_first_of_equals()
    {
        var x = Tensor.Of(3, 5, 5);
        using var tape = new Tape();
        tape.Watch(x);

        Assert.Equal([0f, 1, 0], tape.Gradient(x.Max(0), x).ToArray());
    }

    [Fact]
    public void The_gradients_of_norms_and_distances_are_0_where_they_are_0()
    {
        var x = Tensor.Zeros([1, 3]);
        using var tape = new Tape();
        tape.Watch(x);

        Assert.Equal([0f, 0, 0], tape.Gradient(x.Norm(-1).Sum(), x).ToArray());
        Assert.Equal([0f, 0, 0], tape.Gradient(x.Distances(Tensor.Zeros([1, 3])).Sum(), x).ToArray());
        Assert.Equal([0f, 0, 0], tape.Gradient((x.Normalize() * 0).Sum(), x).ToArray());
    }

    [Fact]
    public void A_function_without_a_rule_says_so()
    {
        var x = Tensor.Of(1, 2);
        using var tape = new Tape();
        tape.Watch(x);
        var sum = x.Apply(UnaryOperation.Trigamma).Sum();

        Assert.Contains("Trigamma has no gradient rule", Assert.Throws<NotSupportedException>(() => tape.Gradient(sum, x)).Message);
    }

    private static Tensor Heads(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], 2, 2).Permute(0, 2, 1, 3);
}
