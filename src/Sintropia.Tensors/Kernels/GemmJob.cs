using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels;

/// <summary>
/// A product cut into chunks, each a range of rows by a group of panels of one product of the batch. A chunk packs the panels that it needs for itself, in cache, so chunks share nothing and wait for
/// nobody; ranges of rows are long enough that packing twice costs little.
/// </summary>
internal unsafe struct GemmJob<TBody> : IChunks where TBody : struct, IGemmBody
{
    // Below this many multiply-adds waking another thread costs more than it brings.
    private const long WorthSharing = 2_000_000;

    // With no more rows than this an unpacked B is read in place: it would be packed for so few uses.
    private const int FewRows = 16;

    private GemmProduct _p;
    private int _rowsPerChunk;
    private int _panelsPerChunk;
    private int _rowChunks;
    private int _panelChunks;

    private readonly bool IsPacked => _p.PackedRows is not null;

    private readonly int Panels => (_p.Columns + TBody.Columns - 1) / TBody.Columns;

    /// <summary>Computes a product.</summary>
    public static void Run(Team team, in GemmProduct product)
    {
        var job = new GemmJob<TBody> { _p = product };
        var chunks = job.Cut(team.Threads);
        if (chunks == 1) job.Run(0);
        else team.Run(job, chunks);
    }

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var perProduct = _rowChunks * _panelChunks;
        var (product, part) = (chunk / perProduct, chunk % perProduct);
        var (outer, inner) = (product / _p.Batch.Inner, product % _p.Batch.Inner);
        var p = _p;
        p.A += (nint)outer * p.Batch.A.Outer + (nint)inner * p.Batch.A.Inner;
        p.B += (nint)outer * p.Batch.B.Outer + (nint)inner * p.Batch.B.Inner;
        p.C += (nint)outer * p.Batch.C.Outer + (nint)inner * p.Batch.C.Inner;

        var row = part % _rowChunks * _rowsPerChunk;
        var panel = part / _rowChunks * _panelsPerChunk;
        Compute(p, row, Math.Min(_rowsPerChunk, p.Rows - row), panel, Math.Min(_panelsPerChunk, Panels - panel));
    }

    private int Cut(int threads)
    {
        var work = (long)_p.Rows * _p.Columns * Math.Max(1, _p.Depth) * _p.Batch.Count;
        var wanted = threads == 1 || work < WorthSharing ? 1 : (int)Math.Min(8 * threads, work / (WorthSharing / 4));
        var perProduct = (wanted + _p.Batch.Count - 1) / _p.Batch.Count;

        _panelsPerChunk = Math.Min(Panels, GemmScratch.GroupColumns / TBody.Columns);
        while (_panelsPerChunk > 1 && Ceiling(Panels, _panelsPerChunk) < perProduct) _panelsPerChunk = (_panelsPerChunk + 1) / 2;
        _panelChunks = Ceiling(Panels, _panelsPerChunk);

        // Panels packed for a range of rows alone have to be worth it.
        var least = IsPacked ? GemmScratch.BlockRows / 2 : 4 * GemmScratch.BlockRows;
        _rowsPerChunk = Math.Max(least, Ceiling(_p.Rows, Math.Max(1, perProduct / _panelChunks)));
        _rowsPerChunk = Ceiling(_rowsPerChunk, TBody.Rows) * TBody.Rows;
        _rowChunks = Ceiling(_p.Rows, _rowsPerChunk);
        if (wanted == 1) (_rowsPerChunk, _rowChunks) = (_p.Rows, 1);
        return checked(_rowChunks * _panelChunks * _p.Batch.Count);
    }

    private readonly void Compute(in GemmProduct p, int row, int rows, int panel, int panels)
    {
        var zeros = stackalloc float[TBody.Columns];
        var scratch = GemmScratch.Panels();
        var width = TBody.Columns;
        var tile = new GemmTile { Alpha = p.Alpha, CRow = p.CRow };

        for (var depth = 0; depth == 0 || depth < p.Depth; depth += Gemm.Block)
        {
            tile.Depth = Math.Min(Gemm.Block, p.Depth - depth);
            var first = depth == 0;
            if (first && p.Bias != null) (tile.StartRow, tile.StartPanel) = (0, width);
            else if (first && !p.Accumulate) (tile.StartRow, tile.StartPanel) = (0, 0);
            else (tile.StartRow, tile.StartPanel) = (p.CRow, width);

            var inPlace = !IsPacked && rows <= FewRows && p.BColumn == 1;
            var whole = Math.Min(panels, p.Columns / width - panel); // the others have fewer columns than a tile
            if (IsPacked) (tile.BDepth, tile.BPanel) = (width, (nint)width * p.Depth);
            else if (inPlace) (tile.BDepth, tile.BPanel) = (p.BDepth, width);
            else (tile.BDepth, tile.BPanel) = (width, (nint)width * Gemm.Block);

            if (!IsPacked)
            {
                for (var i = inPlace ? Math.Max(0, whole) : 0; i < panels; i++)
                {
                    var column = (panel + i) * width;
                    GemmPacking.Panel(p.B + depth * p.BDepth + column * p.BColumn, p.BDepth, p.BColumn, tile.Depth, Math.Min(width, p.Columns - column), width, scratch + (nint)i * width * Gemm.Block);
                }
            }

            for (var block = 0; block < rows; block += GemmScratch.BlockRows)
            {
                var blockRows = Math.Min(GemmScratch.BlockRows, rows - block);
                var a = p.A + (row + block) * p.ARow + depth * p.ADepth;
                var packA = p.ADepth != 1 && panels > 1;
                var strips = GemmScratch.Strips(scratch);
                if (packA)
                {
                    for (var i = 0; i < blockRows; i += TBody.Rows)
                        GemmPacking.Panel(a + i * p.ARow, p.ADepth, p.ARow, tile.Depth, Math.Min(TBody.Rows, blockRows - i), TBody.Rows, strips + (nint)i * Gemm.Block);
                }

                for (var i = 0; i < panels;)
                {
                    var column = (panel + i) * width;
                    var isWhole = i < whole && p.CColumn == 1;
                    var take = rows <= 2 && whole - i >= 4 && p.CColumn == 1 ? 4 : 1;
                    var b = IsPacked ? p.B + (nint)(panel + i) * width * p.Depth + (nint)depth * width
                        : inPlace && i < whole ? p.B + depth * p.BDepth + column
                        : scratch + (nint)i * width * Gemm.Block;
                    tile.B = b;
                    if (inPlace && i >= whole) tile.BDepth = width;

                    for (var r = 0; r < blockRows; r += TBody.Rows)
                    {
                        var count = Math.Min(TBody.Rows, blockRows - r);
                        tile.A = packA ? strips + (nint)r * Gemm.Block : a + r * p.ARow;
                        (tile.ARow, tile.ADepth) = packA ? (1, TBody.Rows) : (p.ARow, p.ADepth);
                        tile.C = p.C + (row + block + r) * p.CRow + column * p.CColumn;
                        tile.Start = !first || p.Accumulate ? tile.C : p.Bias != null ? p.Bias + column : zeros;
                        if (take == 4) TBody.Thin(count, tile);
                        else if (isWhole) TBody.Tile(count, tile);
                        else Partial(tile, count, Math.Min(width, p.Columns - column), p.CColumn);
                    }

                    i += take;
                }
            }
        }
    }

    // A tile whose columns are too few or not adjacent is computed aside and copied.
    private static void Partial(GemmTile tile, int rows, int columns, nint cColumn)
    {
        var aside = stackalloc float[TBody.Rows * TBody.Columns];
        float* c = tile.C, start = tile.Start;
        var (cRow, startRow) = (tile.CRow, tile.StartRow);
        var startColumn = start == c ? cColumn : 1;
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) aside[i * TBody.Columns + j] = start[i * startRow + j * startColumn];

        tile.C = tile.Start = aside;
        tile.CRow = tile.StartRow = TBody.Columns;
        TBody.Tile(rows, tile);

        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) c[i * cRow + j * cColumn] = aside[i * TBody.Columns + j];
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
