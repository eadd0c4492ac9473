using Sintropia.Predictors.BioJepa.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Says where a perturbation takes the latents of a cell: a query per gene beside the cell's own latents, both attending to the perturbation. The bank of perturbations' vectors is kept with the weights and not trained.</summary>
public sealed class ActionPredictor : Layer
{
    private readonly Parameter _bank;
    private readonly ActionAdapter _adapter;
    private readonly Embedding _queries;
    private readonly ActionBlock[] _blocks;
    private readonly LayerNorm _last;
    private readonly Linear _mean, _logVariance;

    internal ActionPredictor(BioJepaOptions options)
    {
        _bank = OwnBuffer("pert_bank", [options.Perturbations, options.PerturbationWidth], Initialisers.Normal(1), null);
        _adapter = Inner("adapter", new ActionAdapter(options));
        _queries = Inner("mask_queries", new Embedding(options.Genes, options.Width, first: FirstValues.Of(options.Width)));
        _blocks = [.. Enumerable.Range(0, options.Blocks).Select(i => Inner($"blocks.{i}", new ActionBlock(options)))];
        _last = Inner("final_norm", new LayerNorm(options.Width));
        _mean = Inner("head_mu", FirstValues.Linear(options.Width, options.Width));
        _logVariance = Inner("head_logvar", FirstValues.Linear(options.Width, options.Width));
    }

    /// <summary>The perturbations' vectors; [perturbations, length].</summary>
    public Tensor Bank => _bank.Tensor;

    /// <summary>The response to perturbations of the bank.</summary>
    /// <param name="latents">Of unperturbed cells; [cells, genes, width].</param>
    /// <param name="perturbations">One place in the bank per cell; [cells].</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the bank.</exception>
    public LatentResponse Of(Tensor latents, Indices perturbations) => Of(latents, Bank.Embedding(perturbations));

    /// <summary>The response to perturbations that are given as vectors.</summary>
    /// <param name="latents">Of unperturbed cells; [cells, genes, width].</param>
    /// <param name="vectors">One per cell; [cells, length].</param>
    public LatentResponse Of(Tensor latents, Tensor vectors)
    {
        if (latents.Rank != 3 || vectors.Rank != 2 || vectors.Shape[0] != latents.Shape[0])
            throw ShapeException.Misfit("ActionPredictor", latents.Shape, vectors.Shape, "the first are [cells, genes, width], the second one perturbation's vector per cell.");

        var action = _adapter.Of(vectors).Unsqueeze(1);
        var tokens = Tensor.Concat(1, latents, _queries.Weight.Expand(latents.Shape));
        foreach (var block in _blocks) tokens = block.Of(tokens, action);
        var genes = latents.Shape[1];
        var answers = _last.Of(tokens).Slice(1, genes, genes);
        return new(_mean.Of(answers), _logVariance.Of(answers).Clamp(-10, 2));
    }
}
