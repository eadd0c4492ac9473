using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels;

/// <summary>
/// A product cut into parts, each a range of rows by a group of panels of one product of the batch. A part packs the panels that it needs for itself, in cache, so parts share nothing and wait for
/// nobody; ranges of rows are long enough that packing twice costs little.
/// </summary>
internal unsafe struct GemmJob<TBody> : IChunks where TBody : struct, IGemmBody
{
    // Multiply-adds below which a chunk is not worth claiming: some 5 µs. Below four of them another thread is not worth waking.
    private const long LeastChunk = 500_000;

    // A B that is not packed is read in place for no more rows than this: it would be packed for so few uses.
    private const int InPlaceRows = 24;

    private GemmProduct _product;
    private int _parts;
    private int _chunks;
    private int _rowsPerPart;
    private int _panelsPerPart;
    private int _rowParts;
    private int _panelParts;

    /// <summary>Computes a product.</summary>
    public static void Run(Team team, in GemmProduct product)
    {
        var job = new GemmJob<TBody> { _product = product };
        job.Cut(team.Threads);
        if (job._chunks == 1) job.Run(0);
        else team.Run(job, job._chunks);
    }

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var end = (int)((chunk + 1L) * _parts / _chunks);
        for (var part = (int)((long)chunk * _parts / _chunks); part < end; part++)
        {
            var perProduct = _rowParts * _panelParts;
            var product = _product.Of(part / perProduct);
            var row = part % perProduct % _rowParts * _rowsPerPart;
            var column = part % perProduct / _rowParts * _panelsPerPart * TBody.Columns;
            var (rows, columns) = (Math.Min(_rowsPerPart, product.Rows - row), Math.Min(_panelsPerPart * TBody.Columns, product.Columns - column));

            if (GemmFewRows.Takes(product, columns)) GemmFewRows.Compute(product, column, columns);
            else Compute(product, row, rows, column, columns);
        }
    }

    // In chunks enough that a thread which is held up holds up little, and not so small that claiming them shows.
    private void Cut(int threads)
    {
        var panels = Ceiling(_product.Columns, TBody.Columns);
        var work = (long)_product.Rows * _product.Columns * Math.Max(1, _product.Depth) * _product.Batch.Count;
        var packsA = _product.ADepth != 1 && _product.Rows >= GemmScratch.BlockRows;
        _chunks = threads == 1 || work < 4 * LeastChunk ? 1 : (int)Math.Min((packsA ? 2 : 8) * threads, work / LeastChunk);
        var perProduct = Ceiling(_chunks, _product.Batch.Count);

        // Panels of B are packed again for each range of rows, and have to be worth it; so are strips of A for each range of columns, where A has to be packed, and so rows are cut first there.
        var least = GemmScratch.BlockRows * (packsA ? 2 : 4);
        if (_product.IsPacked) least = GemmScratch.BlockRows / 2;
        var rowParts = packsA ? Ceiling(_product.Rows, least) : 1;
        _panelsPerPart = Math.Min(panels, (packsA ? GemmScratch.WidestGroup : GemmScratch.GroupColumns) / TBody.Columns);
        while (_panelsPerPart > 1 && Ceiling(panels, _panelsPerPart) * rowParts < perProduct) _panelsPerPart = (_panelsPerPart + 1) / 2;
        _panelParts = Ceiling(panels, _panelsPerPart);

        _rowsPerPart = Math.Max(least, Ceiling(_product.Rows, Ceiling(perProduct, _panelParts)));
        _rowsPerPart = Ceiling(_rowsPerPart, TBody.Rows) * TBody.Rows;
        _rowParts = Ceiling(_product.Rows, _rowsPerPart);

        _parts = checked(_rowParts * _panelParts * _product.Batch.Count);
        _chunks = Math.Min(_chunks, _parts);
    }

    private static void Compute(in GemmProduct p, int row, int rows, int column, int columns)
    {
        var room = GemmScratch.Panels();
        for (var depth = 0; depth == 0 || depth < p.Depth; depth += Gemm.Block)
        {
            var tile = new GemmTile { Depth = Math.Min(Gemm.Block, p.Depth - depth), Alpha = p.Alpha, CRow = p.CRow };
            if (p.IsPacked)
            {
                (tile.BDepth, tile.BPanel) = (TBody.Columns, (nint)TBody.Columns * p.Depth);
                tile.B = p.B + (nint)column * p.Depth + (nint)depth * TBody.Columns;
                Blocks(p, tile, depth, row, rows, column, columns);
                continue;
            }

            var b = p.B + depth * p.BDepth + column * p.BColumn;
            var inPlace = p.BColumn == 1 && p.Rows <= InPlaceRows ? columns / TBody.Columns * TBody.Columns : 0;
            if (inPlace > 0)
            {
                tile.B = b;
                (tile.BDepth, tile.BPanel) = (p.BDepth, TBody.Columns);
                Blocks(p, tile, depth, row, rows, column, inPlace);
            }

            if (inPlace == columns) continue;
            tile.B = room;
            (tile.BDepth, tile.BPanel) = (TBody.Columns, (nint)TBody.Columns * Gemm.Block + GemmScratch.Stagger);
            GemmPacking.Panels(b + inPlace * p.BColumn, p.BDepth, p.BColumn, tile.Depth, columns - inPlace, TBody.Columns, room, tile.BPanel);
            Blocks(p, tile, depth, row, rows, column + inPlace, columns - inPlace);
        }
    }

    // One block of K: blocks of A's rows pass by the panels, which lie ready.
    private static void Blocks(in GemmProduct p, GemmTile tile, int depth, int row, int rows, int column, int columns)
    {
        var strips = GemmScratch.Strips(GemmScratch.Panels());
        for (var end = row + rows; row < end; row += GemmScratch.BlockRows)
        {
            var blockRows = Math.Min(GemmScratch.BlockRows, end - row);
            tile.A = p.A + row * p.ARow + depth * p.ADepth;
            (tile.ARow, tile.ADepth) = (p.ARow, p.ADepth);
            var stripStep = TBody.Rows * p.ARow;
            if (p.ADepth != 1 && columns > TBody.Columns) // rows whose k are adjacent are read in place
            {
                stripStep = TBody.Rows * Gemm.Block + GemmScratch.Stagger;
                GemmPacking.Strips(tile.A, p.ARow, p.ADepth, blockRows, tile.Depth, TBody.Rows, strips, stripStep);
                tile.A = strips;
                (tile.ARow, tile.ADepth) = (1, TBody.Rows);
            }

            Panels(p, tile, stripStep, depth == 0, row, blockRows, column, columns);
        }
    }

    private static void Panels(in GemmProduct p, GemmTile tile, nint stripStep, bool isFirst, int row, int rows, int column, int columns)
    {
        var zeros = stackalloc float[TBody.Columns];
        float* strips = tile.A, panel = tile.B;
        for (var end = column + columns; column < end;)
        {
            var left = end - column;
            var thin = rows <= 2 && left >= 4 * TBody.Columns && p.CColumn == 1;
            tile.B = panel;
            tile.A = strips;
            tile.C = p.C + row * p.CRow + column * p.CColumn;
            for (var i = 0; i < rows; i += TBody.Rows, tile.A += stripStep, tile.C += TBody.Rows * p.CRow)
            {
                if (!isFirst || p.Accumulate) (tile.StartRow, tile.StartPanel) = (p.CRow, TBody.Columns);
                else (tile.StartRow, tile.StartPanel) = (0, p.Bias == null ? 0 : TBody.Columns);
                tile.Start = !isFirst || p.Accumulate ? tile.C : p.Bias == null ? zeros : p.Bias + column;

                if (thin) TBody.Thin(rows, tile);
                else if (left >= TBody.Columns && p.CColumn == 1) TBody.Tile(Math.Min(TBody.Rows, rows - i), tile);
                else Aside(tile, Math.Min(TBody.Rows, rows - i), Math.Min(TBody.Columns, left), p.CColumn);
            }

            panel += thin ? 4 * tile.BPanel : tile.BPanel;
            column += thin ? 4 * TBody.Columns : TBody.Columns;
        }
    }

    // A tile whose columns are too few or not adjacent is computed aside and copied.
    private static void Aside(GemmTile tile, int rows, int columns, nint cColumn)
    {
        var aside = stackalloc float[TBody.Rows * TBody.Columns];
        float* c = tile.C, start = tile.Start;
        var (cRow, startRow, startColumn) = (tile.CRow, tile.StartRow, tile.Start == tile.C ? cColumn : 1);
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
