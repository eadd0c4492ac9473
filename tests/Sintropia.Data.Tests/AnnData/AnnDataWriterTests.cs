using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.AnnData;

public sealed class AnnDataWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(7, 4, 4)]
    [InlineData(700, 61, 0)]
    [InlineData(1, 1, 9)]
    public void What_is_written_is_read_back(int cells, int genes, int compression)
    {
        var data = DataSets.Full(cells, genes);
        AnnDataWriter.Write(_folder["a.h5ad"], data, new() { Compression = compression });

        using var file = AnnDataFile.Open(_folder["a.h5ad"]);
        Alike.Check(data, file.Read());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void Data_sets_without_cells_or_genes_are_written(int cells, int genes)
    {
        foreach (CellMatrix x in new CellMatrix[] { new DenseMatrix(cells, genes, []), SparseMatrix.FromDense(cells, genes, []) })
        {
            var data = new AnnotatedMatrix(x, new Table(new string[cells].Select(_ => "c").ToArray(), new NumberColumn("n", new double[cells])), new Table(new string[genes].Select(_ => "g").ToArray()));
            AnnDataWriter.Write(_folder["empty.h5ad"], data);

            using var file = AnnDataFile.Open(_folder["empty.h5ad"]);
            Alike.Check(data, file.Read());
        }
    }

    [Fact]
    public void Blocks_of_cells_become_one_file()
    {
        var data = DataSets.Full(cells: 500, genes: 20);
        using (var writer = AnnDataWriter.Create(_folder["blocks.h5ad"], data.Var))
        {
            for (var first = 0; first < 500; first += 170)
            {
                int[] rows = [.. Enumerable.Range(first, Math.Min(170, 500 - first))];
                writer.Append(data.Obs.SelectRows(rows), data.X!.SelectRows(rows), data.Layers.ToDictionary(l => l.Key, l => l.Value.SelectRows(rows)), new Dictionary<string, CellMatrix> { ["X_pca"] = ((MatrixAnnotation)data.Obsm["X_pca"]).Matrix.SelectRows(rows) });
            }

            Assert.False(File.Exists(_folder["blocks.h5ad"]));
            writer.Complete(data.Uns, data.Varm);
        }

        using var file = AnnDataFile.Open(_folder["blocks.h5ad"]);
        var read = file.Read();
        Alike.Check("X", data.X, read.X);
        Alike.Check("obs", data.Obs, read.Obs);
        Alike.Check("dense", data.Layers["dense"], read.Layers["dense"]);
        Alike.Check("uns", data.Uns, read.Uns);
        Alike.Check("X_pca", data.Obsm["X_pca"], read.Obsm["X_pca"]);
    }

    [Fact]
    public void Categories_that_come_later_are_added()
    {
        using (var writer = AnnDataWriter.Create(_folder["c.h5ad"], new([])))
        {
            writer.Append(new(["a", "b"], CategoryColumn.Of("type", ["T", "B"])), null);
            writer.Append(new(["c", "d"], CategoryColumn.Of("type", ["NK", null])), null);
            writer.Complete();
        }

        using var file = AnnDataFile.Open(_folder["c.h5ad"]);
        var type = Assert.IsType<CategoryColumn>(file.Obs.Read("type"));
        Assert.Equal("T,B,NK,", string.Join(',', Enumerable.Range(0, 4).Select(type.Text)));
        Assert.Null(file.X);
    }

    [Fact]
    public void A_file_that_is_not_complete_never_appears_and_leaves_nothing_behind()
    {
        File.WriteAllText(_folder["old.h5ad"], "what was there");
        using (var writer = AnnDataWriter.Create(_folder["old.h5ad"], new(["g"])))
        {
            writer.Append(new(["a"]), new DenseMatrix(1, 1, [1]));
            Assert.Throws<ArgumentException>(() => writer.Append(new(["b"]), new DenseMatrix(1, 2, [1, 2])));
            Assert.Throws<ArgumentException>(() => writer.Append(new(["b"], new NumberColumn("new", [1])), new DenseMatrix(1, 1, [1])));
        }

        Assert.Equal("what was there", File.ReadAllText(_folder["old.h5ad"]));
        Assert.Equal([_folder["old.h5ad"]], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Names_that_HDF5_cannot_keep_are_refused()
    {
        var refused = Assert.Throws<DataFileException>(() => AnnDataWriter.Write(_folder["a.h5ad"], new(null, new(["a"], new NumberColumn("per/cent", [1])), new([]))));

        Assert.Contains("'per/cent'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DataFileException>(() => AnnDataWriter.Write(_folder["none", "a.h5ad"], DataSets.Full())).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    public void Dispose() => _folder.Dispose();
}
