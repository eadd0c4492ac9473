using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.TorchSharp.Tests;

public sealed class TorchBackendTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, int[][] Shapes)> s_cases = new()
    {
        ["sums that broadcast"] = (x => x[0] + x[1], [[3, 1], [1, 4]]),
        ["a difference times a quotient"] = (x => (x[0] - x[1]) * (x[0] / (x[1].Square() + 1)), [[2, 3], [3]]),
        ["a choice"] = (x => Tensor.Where(x[0].Detach().GreaterThan(x[1].Detach()), x[0], x[1]), [[2, 5], [2, 5]]),
        ["a copy of a view"] = (x => x[0].Transpose().Contiguous() * x[1], [[3, 2], [3]]),
        ["slices in steps that overlap"] = (x => x[0].Slice(1, 1, 2, step: 2) * x[0].Slice(1, 0, 2), [[2, 5]]),
        ["a concatenation along the first axis"] = (x => Tensor.Concat(0, x[0], x[1], x[0]).Square(), [[2, 3], [1, 3]]),
        ["a concatenation along the last"] = (x => Tensor.Concat(1, x[0], x[1]).Square(), [[2, 2], [2, 3]]),
        ["a mean over two axes"] = (x => x[0].Mean(1, 2) * x[0].Mean(0, 1).Sum(), [[2, 3, 2]]),
        ["a variance"] = (x => x[0].Variance(1), [[2, 4]]),
        ["a norm"] = (x => x[0].Norm(-1), [[3, 4]]),
        ["running sums"] = (x => x[0].CumulativeSum(0), [[40, 3]]),
        ["a product"] = (x => x[0].MatMul(x[1]), [[17, 300], [300, 33]]),
        ["a product of transposes"] = (x => x[0].Transpose().MatMul(x[1].Transpose()), [[4, 3], [2, 4]]),
        ["a matrix times a vector"] = (x => x[0].MatMul(x[1]), [[3, 4], [4]]),
        ["products that broadcast over five axes"] = (x => x[0].MatMul(x[1]), [[2, 1, 2, 2, 3], [2, 2, 1, 3, 2]]),
        ["a linear layer"] = (x => x[0].Linear(x[1], x[2]), [[2, 7, 3], [4, 3], [4]]),
        ["a product over nothing"] = (x => x[0].MatMul(x[1]), [[3, 0], [0, 2]]),
        ["a softmax"] = (x => x[0].Softmax(), [[3, 40]]),
        ["a softmax along another axis"] = (x => x[0].Softmax(1), [[2, 3, 2]]),
        ["a logarithm of softmax"] = (x => x[0].LogSoftmax(0), [[3, 4]]),
        ["a layer norm"] = (x => x[0].LayerNorm(x[1], x[2], 1e-3f), [[2, 3, 40], [40], [40]]),
        ["a layer norm without scale"] = (x => x[0].LayerNorm(null, null, 1e-3f), [[3, 4]]),
        ["an RMS norm"] = (x => x[0].RmsNorm(x[1], 1e-3f), [[2, 3, 4], [4]]),
        ["an RMS norm without scale"] = (x => x[0].RmsNorm(null, 1e-3f), [[3, 4]]),
        ["a batch norm in training"] = (x => x[0].BatchNormInTraining(x[1], x[2], 1e-3f, out _, out _), [[9, 3], [3], [3]]),
        ["a batch norm without scale"] = (x => x[0].BatchNormInTraining(null, null, 1e-3f, out _, out _), [[9, 3]]),
        ["a trained batch norm"] = (x => x[0].BatchNorm(x[1].Detach(), x[2].Detach().Square() + 1, x[3], x[4]), [[4, 3], [3], [3], [3], [3]]),
        ["taken slices"] = (x => x[0].Take(Indices.Of(2, 0, 2), 1).Square(), [[2, 3, 2]]),
        ["an embedding with padding"] = (x => x[0].Embedding(new([2, 3], [3, 1, 1, 0, 2, 0]), padding: 0), [[4, 3]]),
        ["elements along an axis"] = (x => x[0].TakeAlong(new([2, 3], [2, 0, 2, 1, 1, 1]), 1).Square(), [[2, 3]]),
        ["the largest two"] = (x => x[0].TopK(2, out _).Square(), [[3, 5]]),
        ["the smallest two"] = (x => x[0].TopK(2, out _, largest: false), [[3, 5]]),
        ["attention"] = (x => x[0].Attention(x[1], x[2]), [[2, 2, 3, 8], [2, 2, 40, 8], [2, 2, 40, 3]]),
        ["causal attention"] = (x => x[0].Attention(x[1], x[2], new(Causal: true)), [[1, 2, 7, 4], [1, 2, 7, 4], [1, 2, 7, 4]]),
        ["attention with a bias that broadcasts"] = (x => x[0].Attention(x[1], x[2], new(Bias: x[3]), 0.3f), [[2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2], [2, 1, 3]]),
        ["attention with ignored keys, for one sequence all of them"] =
            (x => x[0].Attention(x[1], x[2], new(Ignored: On(x[0], [2, 3], 0, 1, 0, 1, 1, 1))), [[2, 1, 2, 2], [2, 1, 3, 2], [2, 1, 3, 2]]),
        ["attention in the layout of a projection"] = (x => Heads(x[0]).Attention(Heads(x[1]), Heads(x[2])).Permute(0, 2, 1, 3), [[2, 3, 4], [2, 3, 4], [2, 3, 4]]),
        ["attention to nothing"] = (x => x[0].Attention(x[1], x[2]), [[1, 1, 2, 2], [1, 1, 0, 2], [1, 1, 0, 2]]),
        ["linear attention"] = (x => x[0].LinearAttention(x[1], x[2]), [[1, 2, 3, 4], [1, 2, 9, 4], [1, 2, 9, 3]]),
        ["linear attention with ignored keys"] = (x => x[0].LinearAttention(x[1], x[2], On(x[0], [1, 4], 0, 0, 1, 0)), [[1, 2, 3, 2], [1, 2, 4, 2], [1, 2, 4, 2]]),
        ["rotary halves"] = (x => x[0].Rotary(first: 3), [[1, 2, 3, 8]]),
        ["rotary neighbours"] = (x => x[0].Rotary(interleaved: true), [[2, 3, 4]]),
        ["rotary positions in the layout of a projection"] = (x => Heads(x[0]).Rotary(), [[2, 3, 8]]),
        ["a cross entropy"] = (x => x[0].CrossEntropy(new([2, 2], [0, 3, -100, 1])), [[2, 2, 4]]),
        ["a cross entropy with smoothing"] = (x => x[0].CrossEntropy(Indices.Of(0, -100, 2), null, 0.1f), [[3, 4]]),
        ["a cross entropy with weights and smoothing"] = (x => x[0].CrossEntropy(Indices.Of(0, 3, 2), On(x[0], [4], 1, 2, 0.5f, 1), 0.2f), [[3, 4]]),
        ["a negative binomial likelihood"] =
            (x => On(x[0], [2, 3], 0, 1, 5, 2, 30, 0).NegativeBinomial(x[0].Square() + 0.5f, x[1].Square() + 1), [[2, 3], [3]]),
        ["Euclidean distances"] = (x => x[0].Distances(x[1]), [[30, 40], [31, 40]]),
        ["squared distances of sets"] = (x => x[0].Distances(x[1], DistanceKind.SquaredEuclidean), [[2, 3, 2], [2, 4, 2]]),
        ["Manhattan distances"] = (x => x[0].Distances(x[1], DistanceKind.Manhattan), [[3, 2], [2, 2]]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public static TheoryData<UnaryOperation> Unary => [.. Enum.GetValues<UnaryOperation>()];

    public static TheoryData<BinaryOperation> Binary => [.. Enum.GetValues<BinaryOperation>()];

    public static TheoryData<Reduction> Reductions => [.. Enum.GetValues<Reduction>()];

    [Fact]
    public void Without_libtorch_a_backend_is_refused_with_the_packages_that_have_it()
    {
        Assert.SkipWhen(TorchBackend.IsAvailable, "libtorch loads here, so that nothing is refused for want of it.");

        foreach (var device in new[] { TorchDevice.Auto, TorchDevice.Cpu, TorchDevice.Cuda(0) })
        {
            var refused = Assert.Throws<InvalidOperationException>(() => new TorchBackend(device));

            Assert.Contains($"device {device}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("TorchSharp-cpu", refused.Message, StringComparison.Ordinal);
            Assert.Contains("managed backend", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_CUDA_device_that_is_not_there_is_refused()
    {
        _ = Parity.Torch;

        var refused = Assert.Throws<InvalidOperationException>(() => new TorchBackend(TorchDevice.Cuda(99)));

        Assert.Contains("cuda:99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_called_by_its_device()
    {
        _ = Parity.Torch;

        Assert.Equal("torch cpu", new TorchBackend(TorchDevice.Cpu).Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_comparison_itself_holds_between_two_managed_backends_for(string name)
    {
        // Where libtorch is missing, this at least runs what would be compared with it.
        var (function, shapes) = s_cases[name];
        Parity.Agree(function, [.. shapes.Select((shape, i) => Parity.Draw(i + 1, shape))], other: new ManagedBackend(Team.Single));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_agree_for(string name)
    {
        var (function, shapes) = s_cases[name];
        Parity.Agree(function, [.. shapes.Select((shape, i) => Parity.Draw(i + 1, shape))]);
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void Values_and_gradients_agree_element_by_element(UnaryOperation operation)
    {
        var x = Parity.Draw(5, 3, 67);
        if (operation is UnaryOperation.SquareRoot or UnaryOperation.ReciprocalSquareRoot or UnaryOperation.Power or UnaryOperation.Log or UnaryOperation.LogOnePlus
            or UnaryOperation.LogGamma or UnaryOperation.Digamma or UnaryOperation.Trigamma or UnaryOperation.Reciprocal)
            x = x.Abs() + 0.3f;
        Parity.Agree(v => v[0].Apply(operation, operation == UnaryOperation.Clamp ? -1.5f : 0.7f, 1.5f), [x], gradients: operation != UnaryOperation.Trigamma);
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void Edges_agree_element_by_element(UnaryOperation operation)
    {
        // At infinity products of 0 and ∞ depend on how a formula is written, and at their poles torch gives ψ and ψ′ whatever comes out: those are left out.
        var hasPoles = operation is UnaryOperation.Digamma or UnaryOperation.Trigamma;
        var x = hasPoles ? Tensor.Of(float.NaN, 1, 1e-5f, 30, 80) : Tensor.Of(float.NaN, 0, -0f, 1, -1, 1e-20f, 30, 80);
        Parity.Agree(v => v[0].Apply(operation, 0.5f, 1.5f), [x], gradients: false);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_operations_agree_also_on_what_is_not_a_number(BinaryOperation operation)
    {
        var (a, b) = (Tensor.Of(1, 2, float.NaN, 3, float.PositiveInfinity, -1), Tensor.Of(2, 2, 1, float.NaN, 1, float.NegativeInfinity));
        Parity.Near(On(ManagedBackend.Shared), On(Parity.Torch), $"{operation}");

        Tensor On(IBackend backend)
        {
            var result = Tensor.Empty(a.Shape, backend);
            backend.Binary(operation, a.To(backend), b.To(backend), result);
            return result;
        }
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Reductions_agree_along_every_axis(Reduction reduction)
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var along = axis;
            Parity.Agree(x => x[0].Reduce(reduction, along), [Parity.Draw(3, 4, 67, 5)]);
        }
    }

    [Fact]
    public void The_first_of_equals_is_found_and_the_first_that_is_not_a_number_before_all()
    {
        var x = Tensor.From([4, 5], [1, 3, 3, 0, 0, 2, float.NaN, 9, float.NaN, -9, 0, -0f, 0, -0f, 0, float.NegativeInfinity, 1, float.PositiveInfinity, float.PositiveInfinity, 1]);
        var onTorch = x.To(Parity.Torch);

        Assert.Equal(x.ArgMax(1).Values.ToArray(), onTorch.ArgMax(1).Values.ToArray());
        Assert.Equal(x.ArgMin(1).Values.ToArray(), onTorch.ArgMin(1).Values.ToArray());
        Assert.Equal(x.ArgMax(0).Values.ToArray(), onTorch.ArgMax(0).Values.ToArray());
        foreach (var largest in new[] { true, false })
        {
            Parity.Near(x.TopK(3, out var places, largest), onTorch.TopK(3, out var ofTorch, largest), "the best three");
            Assert.Equal(places.Values.ToArray(), ofTorch.Values.ToArray());
        }
    }

    [Fact]
    public void What_stands_at_an_ignored_key_reaches_nothing()
    {
        var keys = Parity.Draw(2, 1, 1, 3, 2);
        keys.Backend.Fill(keys.At(2, 1), float.NaN);
        Parity.Agree(x => x[0].Attention(keys.To(x[0].Backend), keys.To(x[0].Backend), new(Ignored: On(x[0], [1, 3], 0, 1, 0))), [Parity.Draw(1, 1, 1, 2, 2)]);
    }

    [Fact]
    public void Work_in_place_reaches_views_and_nothing_beside_them()
    {
        Parity.Near(Worked(ManagedBackend.Shared), Worked(Parity.Torch), "what was worked on");

        static Tensor Worked(IBackend backend)
        {
            var x = Parity.Draw(1, 4, 6).To(backend);
            var part = x.Slice(0, 0, 2);
            backend.Unary(UnaryOperation.Exp, part, 0, 0, part);
            backend.Fill(x.Slice(1, 1, 2, step: 2), 7);
            backend.AddScaled(x.Slice(0, 3, 1), Parity.Draw(2, 1, 6).To(backend), -0.5f);
            backend.Copy(Parity.Draw(3, 4).To(backend), x.At(1, 5));
            x.At(1, 0).CopyFrom([1, 2, 3, 4]);
            return x;
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0.1)]
    public void Steps_of_Adam_agree(bool keepsLargest, double penalty)
    {
        var (expected, actual) = (Stepped(ManagedBackend.Shared), Stepped(Parity.Torch));
        for (var i = 0; i < expected.Length; i++) Parity.Near(expected[i], actual[i], $"state {i}");

        Tensor[] Stepped(IBackend backend)
        {
            Tensor[] state = [Parity.Draw(1, 67).To(backend), Tensor.Zeros([67], backend), Tensor.Zeros([67], backend), Tensor.Zeros([67], backend)];
            for (var step = 1; step <= 5; step++)
                backend.Adam(new(step, 1e-2, 0.9, 0.999, 1e-8, penalty, decay: 0.01), Parity.Draw(step, 67).To(backend), state[0], state[1], state[2], keepsLargest ? state[3] : null);
            return state;
        }
    }

    [Fact]
    public void Storage_that_a_workspace_gives_again_serves_again()
    {
        var workspace = new Workspace();
        var x = Parity.Draw(1, 5, 9);
        var (expected, onTorch) = (x.Gelu().Softmax().ToArray(), x.To(Parity.Torch));

        for (var round = 0; round < 3; round++)
        {
            using var scope = workspace.Begin();
            Parity.Near(expected, onTorch.Gelu().Softmax().ToArray(), $"round {round}");
        }
    }

    [Fact]
    public void Tensors_of_ours_outlive_the_dispose_scopes_of_others()
    {
        var backend = Parity.Torch;
        Tensor y;
        using (Torch.NewDisposeScope()) y = Parity.Draw(1, 3).To(backend).Square();

        Parity.Near(Parity.Draw(1, 3).Square(), y, "what was made in the scope");
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_before_the_device_sees_it()
    {
        var logits = Parity.Draw(1, 2, 3).To(Parity.Torch);

        Assert.Throws<ArgumentOutOfRangeException>(() => logits.CrossEntropy(Indices.Of(0, 3)));
    }

    private static Tensor On(Tensor beside, in Shapes.Shape shape, params ReadOnlySpan<float> values) => Tensor.From(shape, values, beside.Backend);

    private static Tensor Heads(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], 2, x.Shape[2] / 2).Permute(0, 2, 1, 3);
}
