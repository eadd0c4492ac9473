using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels;

/// <summary>
/// Matrix products, C = start + alpha·A·B. Every element of C is defined by itself (<see cref="Reference"/>), so its bits depend neither on how many rows are computed with it, nor on threads, nor
/// on the width of the processor's vectors, nor on whether B was packed.
/// </summary>
public static unsafe class Gemm
{
    /// <summary>The length of a chain of fused multiply-adds. Sums of chains are more exact than one long chain, and the fixed length is part of the definition.</summary>
    public const int Block = 256;

    /// <summary>
    /// What a product means. An element begins as what is in C (accumulate), as its column's bias, or as 0. K is cut into blocks of <see cref="Block"/> (one empty block if K is 0); each block is one chain of fused multiply-adds
    /// from 0 on in the order of k, and total = fma(alpha, chain, total), block after block.
    /// </summary>
    public static void Reference(
        ReadOnlySpan<float> a, MatrixLayout aLayout, ReadOnlySpan<float> b, MatrixLayout bLayout, Span<float> c, MatrixLayout cLayout,
        float alpha = 1, bool accumulate = false, ReadOnlySpan<float> bias = default)
    {
        for (var i = 0; i < cLayout.Rows; i++)
            for (var j = 0; j < cLayout.Columns; j++)
            {
                ref var element = ref c[i * cLayout.RowStride + j * cLayout.ColumnStride];
                var total = accumulate ? element : bias.IsEmpty ? 0 : bias[j];
                for (var block = 0; block == 0 || block < aLayout.Columns; block += Block)
                {
                    var chain = 0f;
                    for (var k = block; k < Math.Min(block + Block, aLayout.Columns); k++)
                        chain = MathF.FusedMultiplyAdd(a[i * aLayout.RowStride + k * aLayout.ColumnStride], b[k * bLayout.RowStride + j * bLayout.ColumnStride], chain);
                    total = MathF.FusedMultiplyAdd(alpha, chain, total);
                }

                element = total;
            }
    }

    /// <summary>C = start + alpha·A·B, where start is C itself, the bias of the column, or 0.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="a">Holds A, [M, K].</param>
    /// <param name="aLayout">Where; any strides, so Aᵀ is <see cref="MatrixLayout.Transposed"/>.</param>
    /// <param name="b">Holds B, [K, N].</param>
    /// <param name="bLayout">Where; any strides.</param>
    /// <param name="c">Holds C, [M, N], which shares no element with A, B or the bias.</param>
    /// <param name="cLayout">Where; fastest with adjacent columns.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="accumulate">Whether the product is added to what is in C.</param>
    /// <param name="bias">One element per column, or none.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or a span is too short.</exception>
    public static void Multiply(
        Team team, ReadOnlySpan<float> a, MatrixLayout aLayout, ReadOnlySpan<float> b, MatrixLayout bLayout, Span<float> c, MatrixLayout cLayout,
        float alpha = 1, bool accumulate = false, ReadOnlySpan<float> bias = default) =>
        Multiply(team, GemmBody.Best, GemmBatch.One, a, aLayout, b, bLayout, c, cLayout, alpha, accumulate, bias);

    /// <summary>The same with B packed before: <inheritdoc cref="Multiply(Team, ReadOnlySpan{float}, MatrixLayout, ReadOnlySpan{float}, MatrixLayout, Span{float}, MatrixLayout, float, bool, ReadOnlySpan{float})" path="/summary"/></summary>
    /// <param name="team">Who computes.</param>
    /// <param name="a">Holds A, [M, K].</param>
    /// <param name="aLayout">Where; any strides.</param>
    /// <param name="b">B, [K, N].</param>
    /// <param name="c">Holds C, [M, N], which shares no element with A or the bias.</param>
    /// <param name="cLayout">Where; fastest with adjacent columns.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="accumulate">Whether the product is added to what is in C.</param>
    /// <param name="bias">One element per column, or none.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or a span is too short.</exception>
    public static void Multiply(
        Team team, ReadOnlySpan<float> a, MatrixLayout aLayout, PackedMatrix b, Span<float> c, MatrixLayout cLayout,
        float alpha = 1, bool accumulate = false, ReadOnlySpan<float> bias = default) =>
        Multiply(team, GemmBatch.One, a, aLayout, b, c, cLayout, alpha, accumulate, bias);

    /// <summary>Many products of one shape: C = start + alpha·A·B for each.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="batch">How many, and how far apart they lie.</param>
    /// <param name="a">Holds all A, each [M, K].</param>
    /// <param name="aLayout">Where the first lies.</param>
    /// <param name="b">Holds all B, each [K, N].</param>
    /// <param name="bLayout">Where the first lies.</param>
    /// <param name="c">Holds all C, each [M, N]; they share no element with each other nor with the rest.</param>
    /// <param name="cLayout">Where the first lies.</param>
    /// <param name="alpha">Factor of the products.</param>
    /// <param name="accumulate">Whether they are added to what is in C.</param>
    /// <param name="bias">One element per column for all, or none.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or a span is too short.</exception>
    public static void Multiply(
        Team team, GemmBatch batch, ReadOnlySpan<float> a, MatrixLayout aLayout, ReadOnlySpan<float> b, MatrixLayout bLayout, Span<float> c, MatrixLayout cLayout,
        float alpha = 1, bool accumulate = false, ReadOnlySpan<float> bias = default) =>
        Multiply(team, GemmBody.Best, batch, a, aLayout, b, bLayout, c, cLayout, alpha, accumulate, bias);

    /// <summary>Many products with one packed B.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="batch">How many, and how far apart they lie; B has strides of 0.</param>
    /// <param name="a">Holds all A, each [M, K].</param>
    /// <param name="aLayout">Where the first lies.</param>
    /// <param name="b">The B of all, [K, N].</param>
    /// <param name="c">Holds all C, each [M, N]; they share no element with each other nor with the rest.</param>
    /// <param name="cLayout">Where the first lies.</param>
    /// <param name="alpha">Factor of the products.</param>
    /// <param name="accumulate">Whether they are added to what is in C.</param>
    /// <param name="bias">One element per column for all, or none.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or a span is too short.</exception>
    public static void Multiply(
        Team team, GemmBatch batch, ReadOnlySpan<float> a, MatrixLayout aLayout, PackedMatrix b, Span<float> c, MatrixLayout cLayout,
        float alpha = 1, bool accumulate = false, ReadOnlySpan<float> bias = default)
    {
        if (batch.B != default) throw new ShapeException($"matrix product: B is packed once and its strides in the batch are {batch.B}. Give 0 for both.");
        GemmDoor.Fits(aLayout, b.Rows, b.Columns, cLayout, bias.Length, accumulate, batch);
        var job = Plan(batch, a, aLayout, c, cLayout, alpha);
        if (job.IsEmpty) return;

        fixed (float* pa = a, pc = c, pBias = bias)
        {
            job.Place(pa, b.Panels, pc, pBias, accumulate);
            job.IsPacked = true;
            Run(team, b.Body, job);
            GC.KeepAlive(b);
        }
    }

    internal static void Multiply(
        Team team, GemmBody body, GemmBatch batch, ReadOnlySpan<float> a, MatrixLayout aLayout, ReadOnlySpan<float> b, MatrixLayout bLayout, Span<float> c, MatrixLayout cLayout,
        float alpha, bool accumulate, ReadOnlySpan<float> bias)
    {
        GemmDoor.Fits(aLayout, bLayout.Rows, bLayout.Columns, cLayout, bias.Length, accumulate, batch);
        GemmDoor.Holds("matrix product, B", b.Length, bLayout, batch, batch.B);
        var job = Plan(batch, a, aLayout, c, cLayout, alpha);
        if (job.IsEmpty) return;

        fixed (float* pa = a, pb = b, pc = c, pBias = bias)
        {
            job.Place(pa, pb, pc, pBias, accumulate);
            (job.BDepth, job.BColumn) = (bLayout.RowStride, bLayout.ColumnStride);
            Run(team, body, job);
        }
    }

    private static GemmProduct Plan(GemmBatch batch, ReadOnlySpan<float> a, MatrixLayout aLayout, Span<float> c, MatrixLayout cLayout, float alpha)
    {
        GemmDoor.Holds("matrix product, A", a.Length, aLayout, batch, batch.A);
        GemmDoor.Holds("matrix product, C", c.Length, cLayout, batch, batch.C);
        return new GemmProduct
        {
            Rows = aLayout.Rows, Columns = cLayout.Columns, Depth = aLayout.Columns, Batch = batch,
            ARow = aLayout.RowStride, ADepth = aLayout.ColumnStride, CRow = cLayout.RowStride, CColumn = cLayout.ColumnStride, Alpha = alpha,
        };
    }

    private static void Run(Team team, GemmBody body, in GemmProduct product)
    {
        switch (body)
        {
            case GemmBody.Avx512: GemmJob<GemmAvx512>.Run(team, product); break;
            case GemmBody.Avx2: GemmJob<GemmAvx2>.Run(team, product); break;
            default: GemmJob<GemmPortable>.Run(team, product); break;
        }
    }
}
