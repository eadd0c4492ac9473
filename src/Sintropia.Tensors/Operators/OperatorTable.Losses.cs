using Sintropia.Tensors.Losses;

namespace Sintropia.Tensors.Operators;

/// <content>Losses.</content>
public static partial class OperatorTable
{
    private static Dictionary<string, Operator> Losses() => new()
    {
        ["cross_entropy"] = Classes,
        ["bce_with_logits"] = c => Out(Reduced(c, BinaryCrossEntropy.Elements(c["x"], c["y"]))),
        ["mse"] = c => Out(SquaredError.Mean(c["x"], c["y"])),
        ["masked_mse"] = c => Out(SquaredError.Masked(c["x"], c["y"], c["m"])),
        ["l1"] = c => Out(AbsoluteError.Mean(c["x"], c["y"])),
        ["smooth_l1"] = c => Out(AbsoluteError.Smooth(c["x"], c["y"], c.Number("beta", 1))),
        ["gaussian_nll"] = c => Out(Reduced(c, GaussianLikelihood.Negative(c["mu"], c["logvar"], c["y"], c.Number("eps", 1e-6), c.Flag("full")))),
        ["negative_binomial"] = c => Counts(NegativeBinomialLikelihood.Log(c["x"], c["mu"], c["theta"])),
        ["multinomial"] = c => Out(MultinomialLikelihood.Log(c["x"], c["logits"])),
        ["poisson"] = c => Out(PoissonLikelihood.Log(c["x"], c["mu"])),
        ["kl_normal"] = c => Out(NormalDivergence.Of(c["mq"], c["lq"], c["mp"], c["lp"])),
        ["energy_distance"] = c => Out(EnergyDistance.Of(c["x"], c["y"])),
        ["mmd_rbf_mixture"] = c => Out(MeanDiscrepancy.Of(c["x"], c["y"], c.Floats("bandwidths"), c.Flag("unbiased"))),
        ["vicreg"] = Views,
        ["infonce"] = c => Out(InfoNce.Of(c["x"], c["y"], c.Number("temperature", 0.07))),
        ["pinball"] = c => Out(Pinball.Of(c["y"], c["p"], c.Floats("quantiles"))),
        ["pearson"] = c => Out(Pearson.Rows(c["x"], c["y"])),
    };

    private static Dictionary<string, Tensor> Classes(OperatorCase c)
    {
        var (labels, weights, smoothing, ignored) = (c.Places["y"], c.Find("w"), c.Number("label_smoothing", 0), (int)c.Number("ignore_index", CrossEntropy.Ignored));

        // The mean is over the weights of the labels, not over rows.
        return Out(c.Texts.GetValueOrDefault("reduction", "mean") == "mean"
            ? CrossEntropy.Mean(c["x"], labels, weights, smoothing, ignored)
            : Reduced(c, CrossEntropy.Rows(c["x"], labels, weights, smoothing, ignored)));
    }

    private static Dictionary<string, Tensor> Views(OperatorCase c)
    {
        var terms = VicReg.Of(c["x"], c["y"], c.Number("eps", 1e-4));
        return new()
        {
            ["inv"] = terms.Invariance,
            ["std_x"] = terms.SpreadX,
            ["cov_x"] = terms.CovarianceX,
            ["std_y"] = terms.SpreadY,
            ["cov_y"] = terms.CovarianceY,
            ["total_25_25_1"] = terms.Total(25, 25, 1),
        };
    }

    private static Dictionary<string, Tensor> Counts(Tensor logarithm) => new() { ["loglik"] = logarithm, ["nll_mean"] = -logarithm.Mean() };

    private static Tensor Reduced(OperatorCase c, Tensor elements) => c.Texts.GetValueOrDefault("reduction", "mean") switch
    {
        "none" => elements,
        "sum" => elements.Sum(),
        "mean" => elements.Mean(),
        var other => throw new NotSupportedException($"Nothing is reduced by '{other}'; none, sum and mean are known."),
    };
}
