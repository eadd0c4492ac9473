using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Expression from latents: one linear read-out that all genes share. It is trained last and kept in a file of its own, under head.weight and head.bias.</summary>
public sealed class ExpressionDecoder : Layer
{
    private readonly Linear _head;

    /// <summary>A read-out.</summary>
    /// <param name="width">Of a token.</param>
    public ExpressionDecoder(int width) => _head = Inner("head", new Linear(width, 1));

    /// <summary>[cells, genes, width] to [cells, genes].</summary>
    public Tensor Of(Tensor latents) => Seen(_head.Of(latents).Squeeze(-1));

    /// <summary>How a response changes expression: what is read from its mean less what is read from the cell.</summary>
    /// <param name="latents">Of unperturbed cells; [cells, genes, width].</param>
    /// <param name="response">Their response.</param>
    /// <returns>[cells, genes]</returns>
    public Tensor Change(Tensor latents, LatentResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Of(response.Mean) - Of(latents);
    }
}
