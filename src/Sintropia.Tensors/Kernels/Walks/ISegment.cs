namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>What is done along a part of a run.</summary>
internal interface ISegment
{
    /// <summary>Computes <paramref name="length"/> elements of <paramref name="result"/> from those of the others.</summary>
    void Do(Operand a, Operand b, Operand c, Operand result, int length);
}
