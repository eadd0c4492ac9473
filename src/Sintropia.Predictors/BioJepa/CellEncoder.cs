using Sintropia.Predictors.BioJepa.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.BioJepa;

/// <summary>A cell as one token per gene: its expression times the gene's vector, plus the cell's total, through blocks. Student and teacher are two of them.</summary>
/// <remarks>There are no positions, so all hidden genes of a cell have one latent, and all genes that it does not express have one too: identity is in the gene's vector alone, which both lack.</remarks>
public sealed class CellEncoder : Layer
{
    private readonly Parameter _genes, _mask;
    private readonly Linear _total;
    private readonly EncoderBlock[] _blocks;
    private readonly LayerNorm _last;

    internal CellEncoder(BioJepaOptions options)
    {
        _genes = Own("gene_embeddings", [options.Genes, options.Width], Initialisers.Normal(0.02), null);
        _mask = Own("mask_token", [1, 1, options.Width], Initialisers.Normal(0.02), null);
        _total = Inner("total_count_proj", FirstValues.Linear(1, options.Width));
        _blocks = [.. Enumerable.Range(0, options.Blocks).Select(i => Inner($"blocks.{i}", new EncoderBlock(options)))];
        _last = Inner("ln_f", new LayerNorm(options.Width));
    }

    /// <summary>Latents of cells.</summary>
    /// <param name="x">Log-normalised expression [cells, genes].</param>
    /// <param name="totals">ln(1 + the cell's total count) [cells].</param>
    /// <param name="hidden">1 where a gene is hidden, else 0; [cells, genes]. None hides nothing.</param>
    /// <returns>[cells, genes, width]</returns>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public Tensor Of(Tensor x, Tensor totals, Tensor? hidden = null)
    {
        var genes = _genes.Tensor.Shape[0];
        if (x.Rank != 2 || x.Shape[1] != genes) throw ShapeException.Unfit("CellEncoder", x.Shape, $"cells are [cells, {genes}]. Align them with the panel of the network.");
        if (totals.Rank != 1 || totals.Count != x.Shape[0]) throw ShapeException.Misfit("CellEncoder", x.Shape, totals.Shape, "the second has one total per cell.");
        if (hidden is not null && hidden.Shape != x.Shape) throw ShapeException.Misfit("CellEncoder", x.Shape, hidden.Shape, "what is hidden has the shape of the cells.");

        var tokens = x.Unsqueeze(-1) * _genes.Tensor;
        if (hidden is not null) tokens = Tensor.Where(hidden.Unsqueeze(-1), _mask.Tensor, tokens);
        tokens += _total.Of(totals.Unsqueeze(-1)).Unsqueeze(1);
        foreach (var block in _blocks) tokens = block.Of(tokens);
        return Seen(_last.Of(tokens));
    }
}
