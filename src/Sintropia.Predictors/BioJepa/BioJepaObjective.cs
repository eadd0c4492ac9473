using Sintropia.Tensors;
using Sintropia.Tensors.Losses;

namespace Sintropia.Predictors.BioJepa;

/// <summary>What the stages of a bio-JEPA minimise.</summary>
public sealed record BioJepaObjective
{
    /// <summary>Weight of likeness. Default: 25.</summary>
    public float Likeness { get; init; } = 25;

    /// <summary>Weight of spread. Default: 25.</summary>
    public float Spread { get; init; } = 25;

    /// <summary>Weight of covariance. Default: 1.</summary>
    public float Covariance { get; init; } = 1;

    /// <summary>Keeps latents from collapsing: the spread and covariance terms of two sets of latents, over all tokens of all cells.</summary>
    /// <param name="x">[cells, genes, width].</param>
    /// <param name="y">[cells, genes, width].</param>
    public Tensor Regularisation(Tensor x, Tensor y)
    {
        Tensor p = Rows(x), q = Rows(y);
        return (VicReg.Spread(p) + VicReg.Spread(q)) * Spread + (VicReg.Covariance(p) + VicReg.Covariance(q)) * Covariance;
    }

    /// <summary>Stage 1: what is predicted of hidden genes is near what the teacher sees, in absolute value; student and teacher do not collapse.</summary>
    /// <param name="predicted">[cells, genes, width].</param>
    /// <param name="student">The student's latents of cells with hidden genes; [cells, genes, width].</param>
    /// <param name="teacher">The teacher's of whole cells; no gradient goes there. [cells, genes, width].</param>
    /// <param name="hidden">1 where a gene is hidden; [cells, genes].</param>
    public Tensor Pretraining(Tensor predicted, Tensor student, Tensor teacher, Tensor hidden)
    {
        var target = teacher.Detach();
        return MeanAt((predicted - target).Abs(), hidden) * Likeness + Regularisation(student, target);
    }

    /// <summary>Stage 2: the teacher's latents of perturbed cells are likely under the response, at genes that are hidden in the unperturbed ones; means do not collapse.</summary>
    /// <param name="response">Predicted.</param>
    /// <param name="teacher">The teacher's latents of perturbed cells; no gradient goes there. [cells, genes, width].</param>
    /// <param name="hidden">1 where a gene is hidden; [cells, genes].</param>
    public Tensor Response(LatentResponse response, Tensor teacher, Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(response);
        var target = teacher.Detach();
        return MeanAt(GaussianLikelihood.Negative(response.Mean, response.LogVariance, target), hidden) * Likeness + Regularisation(response.Mean, target);
    }

    /// <summary>Stage 3: the decoded change is the difference of a perturbed and an unperturbed cell, in mean squared error.</summary>
    /// <param name="change">Decoded; [cells, genes].</param>
    /// <param name="perturbed">[cells, genes].</param>
    /// <param name="unperturbed">[cells, genes].</param>
    public static Tensor Decoding(Tensor change, Tensor perturbed, Tensor unperturbed) => SquaredError.Mean(change, perturbed - unperturbed);

    private static Tensor Rows(Tensor x) => x.Contiguous().Reshape(-1, x.Shape[^1]);

    private static Tensor MeanAt(Tensor terms, Tensor hidden) => (terms * hidden.Unsqueeze(-1)).Sum() / (hidden.Sum() * terms.Shape[^1]);
}
