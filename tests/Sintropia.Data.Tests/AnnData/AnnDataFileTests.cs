using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;

namespace Sintropia.Data.Tests.AnnData;

public sealed class AnnDataFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_good_file_from_which_the_others_are_made_is_read()
    {
        using var file = AnnDataFile.Open(Hostile(_ => { }));

        Assert.Equal([1, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0], file.X!.Read().ToDense());
        Assert.Equal(["size"], file.Obs.ColumnNames);
    }

    [Theory]
    [InlineData(new[] { 0, 2, 1, 3 }, "indptr", "decreases from 2 to 1")]
    [InlineData(new[] { 0, 2, 2, 4 }, "indptr", "goes from 0 to 4, and there are 3 values")]
    [InlineData(new[] { 1, 2, 2, 3 }, "indptr", "goes from 1")]
    [InlineData(new[] { 0, 2, 3 }, "indptr", "4 starts are needed")]
    [InlineData(new[] { 0, -2, 2, 3 }, "indptr", "decreases from 0 to -2")]
    public void Starts_of_rows_that_cannot_be_are_refused(int[] starts, string where, string why) => Refused(root => HostileFiles.Sparse(root, starts: starts), where, why);

    [Theory]
    [InlineData(new[] { 0, 4, 1 }, "Element 1 is 4, and there are 4 columns")]
    [InlineData(new[] { 0, -1, 1 }, "Element 1 is -1")]
    [InlineData(new[] { 0, 1 }, "2 indices and 3 values")]
    public void Columns_out_of_range_are_refused(int[] indices, string why) => Refused(root => HostileFiles.Sparse(root, indices: indices), "/X", why);

    [Theory]
    [InlineData(new long[] { 3, 5 }, "csr_matrix", "It is 3 × 5, and obs and var make 3 × 4")]
    [InlineData(new long[] { 3 }, "csr_matrix", "does not say its shape")]
    [InlineData(new[] { 3, long.MaxValue }, "csr_matrix", "extents from 0")]
    [InlineData(new long[] { -3, 4 }, "csr_matrix", "extents from 0")]
    [InlineData(new long[] { 3, 4 }, "csc_matrix", "5 starts are needed for 4 columns")]
    [InlineData(new long[] { 3, 4 }, "awkward", "kind 'awkward'")]
    public void Shapes_that_lie_are_refused(long[] shape, string kind, string why) => Refused(root => HostileFiles.Sparse(root, shape, kind: kind), "X", why);

    [Fact]
    public void Codes_out_of_range_are_refused() => Refused(root => HostileFiles.Category(root, [0, 1, 2]), "/obs/type2/codes", "code of row 2 is 2, and there are 2 categories", "type2");

    [Fact]
    public void Columns_of_another_length_are_refused() => Refused(root => HostileFiles.Category(root, [0, 1]), "/obs/type2", "2 values for 3 rows", "type2");

    [Fact]
    public void Claims_beyond_what_the_file_could_fill_are_refused_without_asking_for_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(root => HostileFiles.Claim(root, "X", 2_000_000_000, 2_000_000_000), "/X", "claims the shape [2000000000, 2000000000]");
        Refused(root => HostileFiles.Claim(root, "X", long.MaxValue / 2, 100), "/X", "claims the shape");
        Refused(root => { using var uns = root.CreateMapping("uns"); HostileFiles.Claim(uns, "huge", 1L << 36); }, "/uns/huge", "claims the shape [68719476736]");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Links_to_other_files_are_refused()
    {
        AnnDataWriter.Write(_folder["secret.h5ad"], DataSets.Full());

        Refused(root => HostileFiles.LinkOutside(root, "X", "secret.h5ad"), "'X' is a link to another file", "must not choose what is read");
        Refused(root => HostileFiles.StoreOutside(root, _folder["secret.h5ad"]), "/X", "Its values lie in another file");
        Refused(root => { HostileFiles.LinkSoftly(root, "X", "/away/X"); HostileFiles.LinkOutside(root, "away", "secret.h5ad"); }, "'away' is a link to another file", "must not choose");
    }

    [Fact]
    public void Links_within_the_file_are_followed_and_circles_of_them_refused()
    {
        using (var file = AnnDataFile.Open(Hostile(root => { HostileFiles.Sparse(root); using var layers = root.CreateMapping("layers"); HostileFiles.LinkSoftly(layers, "again", "/X"); })))
            Assert.Equal(file.X!.Read().ToDense(), file.Layers["again"].Read().ToDense());

        Refused(root => { HostileFiles.LinkSoftly(root, "X", "/Y"); HostileFiles.LinkSoftly(root, "Y", "/X"); }, "link to a link", "round in circles");
        Refused(root => { using var uns = root.CreateMapping("uns"); HostileFiles.LinkSoftly(uns, "self", "/uns"); }, "uns", "round in circles");
        Refused(root => { using var uns = root.CreateMapping("uns"); HostileFiles.LinkHard(uns, "self", uns); }, "groups deep", "round in circles");
        Refused(root => { using var uns = root.CreateMapping("uns"); HostileFiles.LinkHard(uns, "a", uns); HostileFiles.LinkHard(uns, "b", uns); }, "uns", "round in circles");
    }

    [Fact]
    public void What_is_no_AnnData_file_is_told_from_what_is_damaged()
    {
        Said("no HDF5 file", _folder.Write("text.h5ad", "cell,gene\n"));
        Said("empty", _folder.Write("nothing.h5ad", ""));
        Said("no such file", _folder["none.h5ad"]);
        Said("cannot be read", _folder.Root);
        File.WriteAllBytes(_folder["gz.h5ad"], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]);
        Said("packed with gzip", _folder["gz.h5ad"]);
        using (var file = HdfFile.Create(_folder["other.h5ad"], "other")) file.Root.Create("matrix").Dispose();
        Said("neither obs nor var", _folder["other.h5ad"]);
        AnnDataWriter.Write(_folder["good.h5ad"], DataSets.Full());
        File.WriteAllBytes(_folder["torn.h5ad"], File.ReadAllBytes(_folder["good.h5ad"])[..^1000]);
        Said("truncated", _folder["torn.h5ad"]);

        static void Said(string words, string path) => Assert.Contains(words, Assert.Throws<DataFileException>(() => AnnDataFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "is not there")] // in the number of each text
    [InlineData(15, "none that can be")] // in its length
    public void Texts_in_a_damaged_heap_are_refused(int place, string why)
    {
        AnnDataWriter.Write(_folder["good.h5ad"], DataSets.Full());
        var bytes = File.ReadAllBytes(_folder["good.h5ad"]);
        for (int at = bytes.AsSpan().IndexOf("GCOL"u8) + 16, length; bytes[at] != 0; at += 16 + (length + 7) / 8 * 8)
        {
            length = BitConverter.ToInt32(bytes, at + 8);
            bytes[at + place] = 0xff;
        }

        File.WriteAllBytes(_folder["heap.h5ad"], bytes);

        Assert.Contains(why, Assert.Throws<DataFileException>(() =>
        {
            using var file = AnnDataFile.Open(_folder["heap.h5ad"]);
            file.Read();
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_array_under_many_names_cannot_ask_for_more_than_the_file_could_hold()
    {
        using var file = StoredFile.Open(Hostile(_ => { }));

        Assert.True(file.CouldHold(1000 * file.Length));
        Assert.False(file.CouldHold(StoredFile.Unsuspicious + 2000 * file.Length));
    }

    [Fact]
    public void Links_that_multiply_are_followed_a_few_steps_only() => Refused(root =>
    {
        using var uns = root.CreateMapping("uns");
        for (var i = 0; i < 40; i++) HostileFiles.LinkSoftly(uns, $"m{i}", $"/uns/m{i + 1}/m{i + 1}");
    }, "link", "round in circles");

    [Fact]
    public void Rows_are_read_without_the_others_in_any_order()
    {
        var data = DataSets.Full(200, 30);
        AnnDataWriter.Write(_folder["a.h5ad"], data);
        using var file = AnnDataFile.Open(_folder["a.h5ad"]);
        int[] rows = [150, 3, 3, 199, 0, 4];

        foreach (var (stored, whole) in new[] { (file.X!, data.X!), (file.Layers["dense"], data.Layers["dense"]) })
        {
            Assert.Equal(whole.SelectRows(rows).ToDense(), stored.ReadRows(rows).ToDense());
            Assert.Equal(whole.SelectRows([.. Enumerable.Range(10, 50)]).ToDense(), stored.ReadRows(10, 50).ToDense());
            Assert.Equal(whole.ToDense(), stored.Blocks(bytes: 1000).SelectMany(b => b.Values.ToDense()));
            Assert.Equal(0, stored.ReadRows([]).Rows);
            Assert.Throws<ArgumentOutOfRangeException>(() => stored.ReadRows([200]));
            Assert.Throws<ArgumentOutOfRangeException>(() => stored.ReadRows(199, 2));
        }

        Assert.Equal(["cell150", "cell3", "cell3"], file.ReadCells([150, 3, 3]).Obs.Names);
    }

    [Fact]
    public void Numbers_that_float_cannot_hold_are_counted()
    {
        var path = Hostile(root => root.Write<double>("X", [0.1, 1, 0.5, 16777217, 0, double.NaN, 1e300, double.PositiveInfinity, 2, 3, 4, 5], [3, 4]).Dispose());
        using var file = AnnDataFile.Open(path);

        Assert.Equal(3, file.X!.Read().Rounded); // 0.1, 2²⁴ + 1 and 1e300
        Assert.Equal(0.1, file.X.ReadDoubles(0, 1)[0]);
        Assert.Equal("float64", file.X.ElementType);
    }

    [Fact]
    public void Places_that_come_twice_are_added_and_rows_are_put_in_order()
    {
        using var file = AnnDataFile.Open(Hostile(root => HostileFiles.Sparse(root, starts: [0, 4, 4, 5], indices: [3, 0, 3, 1, 2], values: [1, 2, 4, 8, 16])));
        var x = Assert.IsType<SparseMatrix>(file.X!.Read());

        Assert.Equal([0, 1, 3], x.ColumnsOf(0).ToArray());
        Assert.Equal([2, 8, 5], x.ValuesOf(0).ToArray());
        Assert.Equal([16], x.ValuesOf(2).ToArray());
    }

    [Fact]
    public void Several_threads_may_read_one_file()
    {
        var data = DataSets.Full(300, 20);
        AnnDataWriter.Write(_folder["a.h5ad"], data);
        using var file = AnnDataFile.Open(_folder["a.h5ad"]);
        var whole = data.X!.ToDense();

        Parallel.For(0, 60, i => Assert.Equal(whole.AsSpan(i * 100, 100).ToArray(), file.X!.ReadRows(i * 5, 5).ToDense()));
    }

    public void Dispose() => _folder.Dispose();

    private string Hostile(Action<HdfGroup> change) => new HostileFiles(_folder).Make(change);

    private void Refused(Action<HdfGroup> change, string where, string why, string? column = null)
    {
        var path = Path.Combine(Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName, "a.h5ad");
        File.Move(new HostileFiles(_folder).Make(change), path);
        if (File.Exists(_folder["secret.h5ad"])) File.Copy(_folder["secret.h5ad"], Path.Combine(Path.GetDirectoryName(path)!, "secret.h5ad"), overwrite: true);
        var refused = Assert.Throws<DataFileException>(() =>
        {
            using var file = AnnDataFile.Open(path);
            if (column is not null) file.Obs.ColumnNames.Append(column).ToList().ForEach(c => Read(file, c));
            else file.Read();
        });
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        File.Delete(path);

        // column-order does not name what was added; a column is read by its group all the same.
        static void Read(AnnDataFile file, string name)
        {
            using var again = StoredFile.Open(file.Path);
            var obs = again.Root.FindGroup("obs")!;
            ColumnReader.Read(obs.Find(name)!, name, file.Cells, obs);
        }
    }
}
