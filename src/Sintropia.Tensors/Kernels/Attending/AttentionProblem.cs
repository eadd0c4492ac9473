using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>One call: where everything lies. What its pieces have in common is here.</summary>
internal unsafe struct AttentionProblem
{
    public AttentionShape Shape;
    public float* Q, K, V, Ignored, Bias, Output, Statistics, Gradient, OfQ, OfK, OfV, OfBias;
    public HeadLayout QLayout, KLayout, VLayout, BiasLayout, OutputLayout, GradientLayout, OfQLayout, OfKLayout, OfVLayout;
    public int IgnoredBatch, BiasKey;

    /// <summary>What the queries of a panel have to do with the keys of a block.</summary>
    public readonly void Hide(int batch, int head, int query, int queries, int key, int keys, float* scores, nint row, float* room)
    {
        if (Bias != null)
        {
            var bias = Bias + (nint)batch * BiasLayout.Batch + (nint)head * BiasLayout.Head + (nint)query * BiasLayout.Row + (nint)key * BiasKey;
            GemmPacking.Panel(bias, BiasKey, BiasLayout.Row, keys, queries, Attention.Lanes, room);
            for (var j = 0; j < keys; j++, room += Attention.Lanes)
                for (var lane = 0; lane < Attention.Lanes; lane += 16)
                    (Vector512.Load(scores + j * row + lane) + Vector512.Load(room + lane)).Store(scores + j * row + lane);
        }

        if (Ignored != null)
        {
            var ignored = Ignored + (nint)batch * IgnoredBatch + key;
            for (var j = 0; j < keys; j++)
                if (ignored[j] != 0)
                    new Span<float>(scores + j * row, Attention.Lanes).Fill(float.NegativeInfinity);
        }

        if (!Shape.Causal) return;
        for (var j = Math.Max(0, query + 1 - key); j < keys; j++)
            new Span<float>(scores + j * row, Math.Min(Attention.Lanes, key + j - query)).Fill(float.NegativeInfinity); // queries before this key
    }

    /// <summary>The rows of a block of keys or values with zeros where the key is ignored, so that nothing in them can reach a result.</summary>
    public readonly void Blank(int batch, int key, int keys, float* from, nint row, int width, float* to)
    {
        var ignored = Ignored + (nint)batch * IgnoredBatch + key;
        for (var j = 0; j < keys; j++, from += row, to += width)
        {
            if (ignored[j] != 0) new Span<float>(to, width).Clear();
            else new ReadOnlySpan<float>(from, width).CopyTo(new Span<float>(to, width));
        }
    }

    /// <summary>C = start + alpha·A·B for all rows and columns: the columns of a panel, or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TBody>(
        int rows, int columns, int depth, float* a, nint aRow, nint aDepth, float* b, nint bDepth, float* c, nint cRow, float alpha, float* zeros) where TBody : struct, IGemmBody
    {
        // One block of the chain after another, as Gemm defines it. Zeros to start from, or what is in C.
        for (var block = 0; block == 0 || block < depth; block += Gemm.Block)
        {
            var tile = new GemmTile { Depth = Math.Min(Gemm.Block, depth - block), ARow = aRow, ADepth = aDepth, BDepth = bDepth, Alpha = alpha, CRow = cRow };
            var fresh = zeros != null && block == 0;
            if (!fresh) tile.StartRow = cRow;
            for (var column = 0; column < columns; column += TBody.Columns)
            {
                tile.B = b + block * bDepth + column;
                for (var row = 0; row < rows; row += TBody.Rows)
                {
                    tile.A = a + row * aRow + block * aDepth;
                    tile.C = c + row * cRow + column;
                    tile.Start = fresh ? zeros : tile.C;
                    TBody.Tile(Math.Min(TBody.Rows, rows - row), tile);
                }
            }
        }
    }

    /// <summary>Rows of a panel back to where they belong: to[lane, j] = from[j, lane].</summary>
    public static void Unpack(float* from, int lanes, int width, float* to, nint row, float* room)
    {
        if (row == width)
        {
            GemmPacking.Panel(from, 1, Attention.Lanes, lanes, width, width, to);
            return;
        }

        GemmPacking.Panel(from, 1, Attention.Lanes, lanes, width, width, room);
        for (var lane = 0; lane < lanes; lane++) new ReadOnlySpan<float>(room + (nint)lane * width, width).CopyTo(new Span<float>(to + lane * row, width));
    }
}
