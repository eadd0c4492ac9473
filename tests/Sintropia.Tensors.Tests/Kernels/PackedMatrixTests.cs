using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

public sealed class PackedMatrixTests
{
    [Fact]
    public void Packed_again_it_holds_the_new_values()
    {
        var random = new Random(1);
        var (a, first, second) = (GemmCase.Values(5 * 70, random), GemmCase.Values(70 * 90, random), GemmCase.Values(40 * 70, random));
        var packed = new PackedMatrix(first, MatrixLayout.RowMajor(70, 90));

        packed.Pack(second, MatrixLayout.RowMajor(40, 70).Transposed);

        var (expected, actual) = (new float[5 * 40], new float[5 * 40]);
        Gemm.Reference(a, MatrixLayout.RowMajor(5, 70), second, MatrixLayout.RowMajor(40, 70).Transposed, expected, MatrixLayout.RowMajor(5, 40));
        Gemm.Multiply(Team.Single, a, MatrixLayout.RowMajor(5, 70), packed, actual, MatrixLayout.RowMajor(5, 40));
        Assert.Equal((70, 40), (packed.Rows, packed.Columns));
        Assert.True(GemmCase.SameBits(expected, actual));
    }

    [Fact]
    public void A_span_that_is_too_short_is_named() =>
        Assert.Contains("needs 12 elements and the span has 11", Assert.Throws<ShapeException>(() => new PackedMatrix(new float[11], MatrixLayout.RowMajor(3, 4))).Message, StringComparison.Ordinal);
}
