using Sintropia.Data.Delimited;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Tests.Delimited;

public sealed class DelimitedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("a.csv", "cell,g1,g2,g3\nc1,1,0,2.5\nc2,,NA,-1e3\n")]
    [InlineData("r.tsv", "g1\tg2\tg3\nc1\t1\t0\t2.5\nc2\tnan\t\t-1000\n")]
    [InlineData("q.csv", "\"\",\"g1\",\"g2\",\"g3\"\r\n\"c1\",1,0,2.5\r\n\"c2\",NA,NaN,-1000\r\n")]
    public void Numbers_are_read_with_their_names(string name, string text)
    {
        var data = DelimitedFile.Read(_folder.Write(name, text));

        Assert.Equal(["c1", "c2"], data.Obs.Names);
        Assert.Equal(["g1", "g2", "g3"], data.Var.Names);
        Assert.Equal([1, 0, 2.5f, float.NaN, float.NaN, -1000], data.X!.ToDense());
    }

    [Fact]
    public void Genes_may_be_rows()
    {
        var data = DelimitedFile.Read(_folder.Write("a.csv", "gene,c1,c2\ng1,1,2\ng2,0,3\ng2,4,0\n"), genesInRows: true);

        Assert.Equal([1, 0, 4, 2, 3, 0], data.X!.ToDense());
        Assert.Equal(["g1", "g2", "g2-1"], data.Var.Names);
    }

    [Fact]
    public void Columns_of_text_are_known_of_cells()
    {
        var data = DelimitedFile.Read(_folder.Write("a.csv", "cell,type,g1,\"where, exactly\",g2\nc1,T,1,\"a, \"\"b\"\"\",2\nc2,,3,x,4\n"));

        Assert.Equal(["g1", "g2"], data.Var.Names);
        Assert.Equal([1, 2, 3, 4], data.X!.ToDense());
        Assert.Equal("T", data.Obs["type"].Text(0));
        Assert.Null(data.Obs["type"].Text(1));
        Assert.Equal("a, \"b\"", data.Obs["where, exactly"].Text(0));
    }

    [Theory]
    [InlineData("cell,g1\nc1,1\nc2,x\n", "line 3: 'x' in column 'g1' is no number")]
    [InlineData("cell,g1\nc1,1,2,3\n", "3 values, and the first line names 1")]
    [InlineData("cell,g1,g2\nc1,1,2\nc2,1\n", "line 3: It has 1 values for 2")]
    [InlineData("cell,g1\n\"c1,1\n", "not closed")]
    [InlineData("", "empty")]
    public void What_is_wrong_is_told_with_its_line(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DataFileException>(() => DelimitedFile.Read(_folder.Write("a.csv", text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.tsv.gz")]
    public void What_is_written_is_read_back(string name)
    {
        var data = DataSets.Full(20, 6);
        DelimitedFile.Write(_folder[name], data);
        var read = DelimitedFile.Read(_folder[name]);

        Assert.Equal(data.X!.ToDense(), read.X!.ToDense());
        Assert.Equal(data.Obs.Names, read.Obs.Names);
        Assert.Equal(data.Var.Names, read.Var.Names);
        Assert.IsType<SparseMatrix>(read.X);
    }

    public void Dispose() => _folder.Dispose();
}
