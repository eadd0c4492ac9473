using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Converting;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.Converting;

public sealed class CellConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1 << 10)]
    [InlineData(64 << 20)]
    public void AnnData_becomes_AnnData_block_by_block_and_keeps_everything(long bytes)
    {
        var data = DataSets.Full(90, 12);
        AnnDataWriter.Write(_folder["a.h5ad"], data);
        var result = Run(_folder["a.h5ad"], _folder["b.h5ad"], new() { BytesAtOnce = bytes });

        Assert.Empty(result.LeftOut);
        using var file = AnnDataFile.Open(_folder["b.h5ad"]);
        Alike.Check(data, file.Read());
    }

    [Fact]
    public void What_text_cannot_hold_is_all_told()
    {
        var data = DataSets.Full(9, 4);
        AnnDataWriter.Write(_folder["a.h5ad"], data);
        var left = Run(_folder["a.h5ad"], _folder["tenx"]).LeftOut;

        foreach (var place in (string[])["obs", "layers", "obsm", "varm", "obsp", "varp", "uns", "raw"]) Assert.Contains(left, l => l.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public void Chosen_cells_take_what_lies_beside_them_along()
    {
        var data = DataSets.Full(90, 12);
        AnnDataWriter.Write(_folder["a.h5ad"], data);
        var result = Run(_folder["a.h5ad"], _folder["b.h5ad"], new() { Where = Where.Parse("type == 'B' and good"), BytesAtOnce = 1 << 10 });
        int[] rows = Where.Parse("type == 'B' and good").Rows(data.Obs);

        Assert.Equal((rows.Length, 90), (result.Cells, result.CellsRead));
        Assert.Contains("obsp", Assert.Single(result.LeftOut), StringComparison.Ordinal); // pairs of all cells
        using var file = AnnDataFile.Open(_folder["b.h5ad"]);
        var (wanted, got) = (data.SelectCells(rows), file.Read());
        Alike.Check("X", wanted.X, got.X);
        Alike.Check("obs", wanted.Obs, got.Obs);
        Alike.Check("exact", wanted.Obsm["exact"], got.Obsm["exact"]);
        Alike.Check("frame", wanted.Obsm["frame"], got.Obsm["frame"]);
        Alike.Check("raw", wanted.Raw!.X, got.Raw!.X);
    }

    [Fact]
    public void A_layer_may_become_X()
    {
        AnnDataWriter.Write(_folder["a.h5ad"], DataSets.Full());
        Run(_folder["a.h5ad"], _folder["b.h5ad"], new() { Layer = "dense" });

        using var file = AnnDataFile.Open(_folder["b.h5ad"]);
        Assert.IsType<DenseMatrix>(file.X!.Read());
        Assert.Equal(["counts"], file.Layers.Keys);
        Assert.Contains("Its layers are: counts, dense", Assert.Throws<DataFileException>(() => Run(_folder["a.h5ad"], _folder["c.h5ad"], new() { Layer = "denser" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_rounded_on_the_way_are_counted()
    {
        AnnDataWriter.Write(_folder["a.h5ad"], new AnnotatedMatrix(new DenseMatrix(1, 1, [1]), new(["c"]), new(["g"])));
        var path = new AnnData.HostileFiles(_folder).Make(root => Data.Hdf5.HdfWriting.Write<double>(root, "X", [.. Enumerable.Range(0, 12).Select(i => i / 10.0)], [3, 4]).Dispose());

        Assert.Equal(9, Run(path, _folder["b.h5ad"]).Rounded); // all but 0, 0.5 and 1
    }

    [Fact]
    public void One_that_is_cancelled_leaves_nothing()
    {
        AnnDataWriter.Write(_folder["a.h5ad"], DataSets.Full());
        Assert.Throws<OperationCanceledException>(() => Run(_folder["a.h5ad"], _folder["b.h5ad"], isCancelled: true));
        Assert.Contains("It is the file that is read", Assert.Throws<DataFileException>(() => Run(_folder["a.h5ad"], _folder["a.h5ad"])).Message, StringComparison.Ordinal);

        Assert.Equal([_folder["a.h5ad"]], Directory.GetFiles(_folder.Root));
    }

    public void Dispose() => _folder.Dispose();

    private static ConversionResult Run(string from, string to, ConversionOptions? options = null, bool isCancelled = false) => CellConversion.Run(from, to, options, isCancelled ? new(canceled: true) : TestContext.Current.CancellationToken);
}
