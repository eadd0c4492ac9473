using System.IO.Compression;
using System.Text;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.TenX;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.TenX;

public sealed class TenXFolderTests : IDisposable
{
    private const string Small = "%%MatrixMarket matrix coordinate integer general\n%\n3 2 4\n1 1 5\n3 1 1\n2 2 70000\n3 2 2\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_is_read_with_cells_in_rows()
    {
        var data = Read(Small);

        Assert.Equal([5, 0, 1, 0, 70000, 2], data.X!.ToDense());
        Assert.Equal(["AAA-1", "CCC-1"], data.Obs.Names);
        Assert.Equal(["CD3D", "MYC", "MYC-1"], data.Var.Names);
        Assert.Equal("ENSG3", data.Var["gene_ids"].Text(2));
    }

    [Theory]
    [InlineData("%%MatrixMarket matrix coordinate real general\n3 2 3\n3 2 -1.5e-1\n1 1 2.25\n1 1 0.25", new[] { 2.5f, 0, 0, 0, 0, -0.15f })] // out of order, one place twice, no end of line
    [InlineData("%%MatrixMarket matrix coordinate pattern general\r\n\r\n3 2 2\r\n2 1\r\n1 2\r\n", new[] { 0f, 1, 0, 1, 0, 0 })]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n 1\t2  123456789 \n", new[] { 0f, 0, 0, 123456792, 0, 0 })]
    public void Other_ways_of_writing_a_matrix_are_read(string matrix, float[] wanted) => Assert.Equal(wanted, Read(matrix).X!.ToDense());

    [Theory]
    [InlineData("%%MatrixMarket matrix array real general\n3 2\n", "line 1")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 2\n1 1 5\n", "has 2 entries, and has 1")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 1 5\n2 1 5\n", "has more")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n4 1 5\n", "no gene 4")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 0 5\n", "no cell 0")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 99999999999999999999 5\n", "no cell")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 1 x\n", "line 3: 'x' is no number")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 1 5 6\n", "more than")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 1\n1 1\n", "no number")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 2000000000\n1 1 1\n", "has 2000000000 entries, and has 1")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 2 99999999999\n", "not the size")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n", "before it says how large")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n4 2 0\n", "4 genes")]
    [InlineData("%%MatrixMarket matrix coordinate integer general\n3 3 0\n", "3 cells")]
    [InlineData("", "before it says how large")]
    public void What_is_wrong_is_told(string matrix, string said) => Assert.Contains(said, Assert.Throws<DataFileException>(() => Read(matrix)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_packed_file_that_is_cut_short_is_told()
    {
        var path = Files(Small, packed: true);
        var bytes = File.ReadAllBytes(Path.Combine(path, "matrix.mtx.gz"));
        File.WriteAllBytes(Path.Combine(path, "matrix.mtx.gz"), [.. bytes[..12], .. new byte[] { 255, 255, 255, 255 }]);

        Assert.Contains("matrix.mtx.gz", Assert.Throws<DataFileException>(() => TenXFolder.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_across_blocks_are_read_whole()
    {
        var matrix = DataSets.Sparse(2000, 300, new(3));
        Write(new AnnotatedMatrix(matrix, Names("c", 2000), Names("g", 300)));

        Alike.Check("X", matrix, TenXFolder.Read(_folder["out"]).X);
    }

    [Fact]
    public void What_is_written_is_read_back_with_whole_numbers_and_names()
    {
        var counts = SparseMatrix.FromDense(2, 3, [1, 0, 70000, 0, 2, 0]);
        Write(new AnnotatedMatrix(counts, Names("cell", 2), new(["A", "B", "C"], new TextColumn("gene_ids", ["E1", "E2", "E3"]))));
        var read = TenXFolder.Read(_folder["out"]);

        Alike.Check("X", counts, read.X);
        Assert.Equal("E2", read.Var["gene_ids"].Text(1));
        Assert.Equal("Gene Expression", read.Var["feature_types"].Text(0));
        using var text = new StreamReader(new GZipStream(File.OpenRead(_folder["out", "matrix.mtx.gz"]), CompressionMode.Decompress));
        Assert.Contains("coordinate integer general", text.ReadToEnd(), StringComparison.Ordinal);
        Assert.Contains("something of that name", Assert.Throws<DataFileException>(() => Write(new AnnotatedMatrix(counts, Names("cell", 2), Names("g", 3)))).Message, StringComparison.Ordinal);
        Assert.Equal([_folder["out"]], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void A_folder_without_its_files_is_told()
    {
        Assert.Contains("holds no matrix.mtx", Assert.Throws<DataFileException>(() => TenXFolder.Read(_folder.Root)).Message, StringComparison.Ordinal);
        _folder.Write("matrix.mtx", Small);
        Assert.Contains("holds no barcodes.tsv", Assert.Throws<DataFileException>(() => TenXFolder.Read(_folder.Root)).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DataFileException>(() => TenXFolder.Read(_folder["none"])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private AnnotatedMatrix Read(string matrix)
    {
        var plain = TenXFolder.Read(Files(matrix, packed: false));
        Alike.Check(plain, TenXFolder.Read(Files(matrix, packed: true)));
        return plain;
    }

    private string Files(string matrix, bool packed)
    {
        var path = Directory.CreateDirectory(_folder[packed ? "packed" : "plain"]).FullName;
        Put("GSM1_matrix.mtx", matrix);
        Put("GSM1_barcodes.tsv", "AAA-1\nCCC-1\n");
        Put("GSM1_features.tsv", "ENSG1\tCD3D\tGene Expression\nENSG2\tMYC\tGene Expression\nENSG3\tMYC\tGene Expression\n");
        return path;

        void Put(string name, string text)
        {
            if (!packed) File.WriteAllText(Path.Combine(path, name), text);
            else
            {
                using var stream = new GZipStream(File.Create(Path.Combine(path, name["GSM1_".Length..] + ".gz")), CompressionLevel.Fastest);
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
    }

    private void Write(AnnotatedMatrix data) => TenXFolder.Write(_folder["out"], data);

    private static Table Names(string word, int count) => new([.. Enumerable.Range(0, count).Select(i => $"{word}{i}")]);
}
