using Sintropia.Predictors.BioJepa.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Says, from the student's latents of a cell with hidden genes, what the teacher sees: blocks.i, norm, pred_head. Used in pre-training only.</summary>
public sealed class HiddenGenePredictor : Layer
{
    private readonly EncoderBlock[] _blocks;
    private readonly LayerNorm _norm;
    private readonly Linear _head;

    internal HiddenGenePredictor(BioJepaOptions options)
    {
        _blocks = [.. Enumerable.Range(0, options.MaskedBlocks).Select(i => Inner($"blocks.{i}", new EncoderBlock(options)))];
        _norm = Inner("norm", new LayerNorm(options.Width));
        _head = Inner("pred_head", FirstValues.Linear(options.Width, options.Width));
    }

    /// <summary>Latents [cells, genes, width] to the same.</summary>
    public Tensor Of(Tensor latents)
    {
        foreach (var block in _blocks) latents = block.Of(latents);
        return Seen(_head.Of(_norm.Of(latents)));
    }
}
