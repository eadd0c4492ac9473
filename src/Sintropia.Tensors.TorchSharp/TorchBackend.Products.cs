namespace Sintropia.Tensors.TorchSharp;

/// <content>Matrix products.</content>
public sealed partial class TorchBackend
{
    /// <inheritdoc/>
    public void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var product = Of(a).matmul(Of(b));
        Give(result, bias is null ? product : product.add_(Of(bias)));
    }
}
