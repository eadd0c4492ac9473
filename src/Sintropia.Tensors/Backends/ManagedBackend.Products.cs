using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Walks;

namespace Sintropia.Tensors.Backends;

/// <content>Matrix products.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor result)
    {
        ReadOnlySpan<float> offset = bias is null ? default : bias.Elements();
        var (layoutA, layoutB, layoutC) = (Layout(a), Layout(b), Layout(result));
        if (a.Rank == 2 && Packed(b, layoutB) is { } packed)
        {
            Gemm.Multiply(Team, From(a), layoutA, packed, From(result), layoutC, bias: offset);
            return;
        }

        // Two of the leading axes go into the batch; what is before them is taken in turn.
        var leading = a.Rank - 2;
        int inner = leading > 0 ? a.Shape[leading - 1] : 1, outer = leading > 1 ? a.Shape[leading - 2] : 1;
        var batch = new GemmBatch(outer, inner, Stride(a, leading), Stride(b, leading), Stride(result, leading));
        var before = leading > 2 ? a.Shape[..(leading - 2)] : default;
        var walk = leading > 2 ? new Walk(before, Leading(a), Leading(b), Leading(result), Leading(result)) : default;
        if (leading <= 2)
        {
            Gemm.Multiply(Team, batch, From(a), layoutA, From(b), layoutB, From(result), layoutC, bias: offset);
            return;
        }

        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                Gemm.Multiply(
                    Team, batch, From(a)[(walk.At0 + (i * walk.Step0))..], layoutA, From(b)[(walk.At1 + (i * walk.Step1))..], layoutB,
                    From(result)[(walk.At2 + (i * walk.Step2))..], layoutC, bias: offset);
    }

    /// <summary>x·Wᵀ + bias with weights in bytes; x and the result lie without gaps.</summary>
    internal void Bytes(Tensor x, ByteMatrix weight, Tensor? bias, Tensor result) => ByteProduct.Multiply(Team, x.Elements(), weight, bias is null ? default : bias.Elements(), result.Elements());

    private static MatrixLayout Layout(Tensor x) => new(x.Shape[^2], x.Shape[^1], x.Strides[^2], x.Strides[^1]);

    private static GemmBatch.Stride Stride(Tensor x, int leading) => new(leading > 1 ? x.Strides[leading - 2] : 0, leading > 0 ? x.Strides[leading - 1] : 0);

    private static Shapes.Strides Leading(Tensor x)
    {
        Span<int> steps = stackalloc int[Shapes.Shape.MaxRank];
        x.Strides.CopyTo(steps);
        return new(steps[..(x.Rank - 4)]);
    }

    /// <summary>A matrix that lasts and is used again unchanged is packed once; the product has the same bits either way.</summary>
    private static PackedMatrix? Packed(Tensor b, MatrixLayout layout)
    {
        var storage = (ManagedStorage)b.Storage;
        if (storage.IsPooled) return null;

        var version = storage.Version;
        var known = storage.Packings;
        if (known is not null && known.Version != version) known = null;
        if (known?.Find(b.Offset, layout) is not { } packing)
        {
            // The first use under a version only leaves its mark: in training each version is used once, and packing it for later would be waste.
            if (known is null || known.Depth < MostPackings) storage.Packings = new(version, b.Offset, layout, known);
            return null;
        }

        return packing.Matrix ??= new(From(b), layout);
    }

    /// <summary>The ways in which one storage is read as a right-hand matrix: whole, transposed, or in parts, as the projections of attention are.</summary>
    private const int MostPackings = 8;
}
