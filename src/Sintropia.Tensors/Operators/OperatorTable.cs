using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Operators;

/// <summary>Operators by the names that parity fixtures call them.</summary>
public static partial class OperatorTable
{
    private static readonly Dictionary<string, Operator> s_operators = new([.. Elementary(), .. Losses(), .. Training()], StringComparer.Ordinal);

    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> Names => s_operators.Keys.Order(StringComparer.Ordinal);

    /// <summary>The operator of a name, if there is one.</summary>
    public static Operator? Find(string name) => s_operators.GetValueOrDefault(name);

    private static Dictionary<string, Operator> Elementary() => new()
    {
        ["matmul"] = c => Out(c["a"].MatMul(c["b"])),
        ["matmul_tn"] = c => Out(c["a"].Transpose().MatMul(c["b"])),
        ["matmul_nt"] = c => Out(c["a"].MatMul(c["b"].Transpose())),
        ["matmul_tt"] = c => Out(c["a"].Transpose().MatMul(c["b"].Transpose())),
        ["bmm"] = c => Out(c["a"].MatMul(c["b"])),
        ["bmm_broadcast"] = c => Out(c["a"].MatMul(c["b"])),
        ["matvec"] = c => Out(c["a"].MatMul(c["b"])),
        ["linear"] = c => Out(c["x"].Linear(c["w"], c.Find("b"))),
        ["gelu_erf"] = c => Out(c["x"].Gelu()),
        ["gelu_tanh"] = c => Out(c["x"].GeluTanh()),
        ["silu"] = c => Out(c["x"].Silu()),
        ["relu"] = c => Out(c["x"].Relu()),
        ["elu"] = c => Out(c["x"].Elu()),
        ["elu_plus1"] = c => Out(c["x"].EluPlusOne()),
        ["softplus"] = c => Out(c["x"].Softplus()),
        ["leaky_relu_0.01"] = c => Out(c["x"].LeakyRelu()),
        ["sigmoid"] = c => Out(c["x"].Sigmoid()),
        ["tanh"] = c => Out(c["x"].Tanh()),
        ["exp"] = c => Out(c["x"].Exp()),
        ["log1p_abs"] = c => Out(c["x"].Abs().Log1p()),
        ["square"] = c => Out(c["x"].Square()),
        ["erf"] = c => Out(c["x"].Erf()),
        ["lgamma"] = c => Out(c["x"].LogGamma()),
        ["digamma"] = c => Out(c["x"].Digamma()),
        ["softmax"] = c => Out(c["x"].Softmax((int)c.Number("dim", -1))),
        ["log_softmax"] = c => Out(c["x"].LogSoftmax((int)c.Number("dim", -1))),
        ["logsumexp"] = c => Out(c["x"].LogSumExp((int)c.Number("dim", -1))),
        ["reductions"] = c => Reductions(c["x"]),
        ["broadcast"] = c => Broadcasts(c["a"], c["b"], c["c"]),
        ["shape"] = c => ShapeOperations(c["x"], c["y"]),
        ["l2_normalize"] = c => Out(c["x"].Normalize(-1, c.Number("eps", 1e-12))),
        ["layer_norm"] = c => Out(c["x"].LayerNorm(c.Find("w"), c.Find("b"), c.Number("eps", 1e-5))),
        ["rms_norm"] = c => Out(c["x"].RmsNorm(c.Find("w"), c.Number("eps", 1e-6))),
        ["batch_norm"] = BatchNorm,
        ["embedding"] = c => Out(c["w"].Embedding(c.Places["idx"], c.Numbers.TryGetValue("padding_idx", out var padding) ? (int)padding : null)),
        ["sdpa"] = Attention,
        ["linear_attention"] = c => Out(c["q"].LinearAttention(c["k"], c["v"], c.Find("kpm"), c.Number("eps", 1e-6))),
        ["rope_half"] = c => Out(c["x"].Rotary((int)c.Number("position_offset", 0), c.Number("base", 10000))),
        ["rope_interleaved"] = c => Out(c["x"].Rotary((int)c.Number("position_offset", 0), c.Number("base", 10000), interleaved: true)),
        ["cdist"] = c => Out(c["x"].Distances(c["y"], c.Number("p", 2) == 1 ? DistanceKind.Manhattan : DistanceKind.Euclidean)),
        ["cosine_distance"] = c => Out(c["x"].CosineDistances(c["y"])),
    };

    private static Dictionary<string, Tensor> Out(Tensor output) => new() { ["out"] = output };

    private static Dictionary<string, Tensor> Reductions(Tensor x) => new()
    {
        ["sum_all"] = x.Sum(),
        ["mean_all"] = x.Mean(),
        ["sum_m1"] = x.Sum(-1),
        ["mean_0"] = x.Mean(0),
        ["var_m1_unbiased"] = x.Variance(-1),
        ["var_m1_biased"] = x.Variance(-1, correction: 0),
        ["std_0"] = x.StandardDeviation(0),
        ["norm2_m1"] = x.Norm(-1),
        ["max_m1"] = x.Max(-1),
        ["min_all"] = x.Min(),
    };

    private static Dictionary<string, Tensor> Broadcasts(Tensor a, Tensor b, Tensor c) => new()
    {
        ["add"] = a + b,
        ["mul"] = a * b,
        ["sub"] = a - c,
        ["div"] = a / (b.Abs() + 1),
        ["pow1_5"] = (a.Abs() + 0.1f).Pow(1.5f),
    };

    private static Dictionary<string, Tensor> ShapeOperations(Tensor x, Tensor y)
    {
        var places = new Indices([2, 3, 2], [0, 6, 1, 1, 2, 3, 6, 5, 4, 4, 0, 0]);
        return new()
        {
            ["perm"] = x.Permute(2, 0, 1),
            ["resh"] = x.Reshape(6, 7),
            ["cat1"] = Tensor.Concat(1, x, y),
            ["stack"] = Tensor.Stack(1, x, x * 2),
            ["slice"] = x.Slice(1, 1..3).Slice(2, 0, 4, step: 2),
            ["tr"] = x.Transpose(1, 2),
            ["sel"] = x.Take(Indices.Of(6, 0, 0, 3), 2),
            ["clamp"] = x.Clamp(-0.5f, 0.5f),
            ["where"] = Tensor.Where(x.GreaterThan(Tensor.Scalar(0, x.Backend)), x, x * 0.1f),
            ["gather"] = x.TakeAlong(places, 2),
            ["cumsum"] = x.CumulativeSum(-1),
        };
    }

    private static Dictionary<string, Tensor> BatchNorm(OperatorCase c)
    {
        var (epsilon, momentum) = (c.Number("eps", 1e-5), c.Number("momentum", 0.1));
        if (!c.Flag("training"))
            return new() { ["out"] = c["x"].BatchNorm(c["rm"], c["rv"], c["w"], c["b"], epsilon), ["running_mean_after"] = c["rm"], ["running_var_after"] = c["rv"] };

        var result = c["x"].BatchNormInTraining(c["w"], c["b"], epsilon, out var mean, out var variance);
        return new()
        {
            ["out"] = result,
            ["running_mean_after"] = c["rm"] * (1 - momentum) + mean * momentum,
            ["running_var_after"] = c["rv"] * (1 - momentum) + variance * momentum,
        };
    }

    private static Dictionary<string, Tensor> Attention(OperatorCase c)
    {
        var mask = new AttentionMask(c.Flag("causal"), c.Find("kpm"), c.Find("bias"));
        return new() { ["out"] = c["q"].Attention(c["k"], c["v"], mask), ["probs"] = c["q"].AttentionWeights(c["k"], mask) };
    }
}
