namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>result = a.</summary>
internal readonly unsafe struct Copying : ISegment
{
    /// <inheritdoc/>
    public void Do(Operand a, Operand b, Operand c, Operand result, int length)
    {
        if (a.IsDense && result.IsDense) new ReadOnlySpan<float>(a.First, length).CopyTo(new Span<float>(result.First, length));
        else if (result.IsDense) CopyTo(a, new Span<float>(result.First, length));
        else
            for (var i = 0; i < length; i++)
                result.At(i) = a.At(i);
    }

    private static void CopyTo(Operand a, Span<float> to)
    {
        if (a.IsOne) to.Fill(a.One);
        else
            for (var i = 0; i < to.Length; i++)
                to[i] = a.At(i);
    }
}
