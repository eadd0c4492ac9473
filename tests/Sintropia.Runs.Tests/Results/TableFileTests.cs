using Sintropia.Biology.Cells;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class TableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_kind_of_field_reads_back_as_it_was_added()
    {
        using (var table = new TableFile(_folder["t.csv"], "a,b,c,d,e,f", 0))
        {
            table.Add("plain").Add("with, comma").Add("with \"quotes\"").Add("").Add(-12L).Add(0.1 + 0.2).EndRow();
            table.Add(1f / 3).Add(new CellId(1, 0xabc)).Add("bytes"u8).Add(double.NaN).Add(long.MinValue).Add(5e-324).EndRow();
            table.Flush();
        }

        var rows = CsvRows.Read(_folder["t.csv"]).ToArray();
        Assert.Equal(["plain", "with, comma", "with \"quotes\"", "", "-12", "0.30000000000000004"], rows[0]);
        Assert.Equal(["0.33333334", "00000000000000010000000000000abc", "bytes", "NaN", "-9223372036854775808", "5E-324"], rows[1]);
    }

    [Fact]
    public void Cut_back_to_where_it_was_a_table_goes_on_as_if_nothing_had_been_in_between()
    {
        long length;
        using (var table = new TableFile(_folder["t.csv"], "a,b", 0))
        {
            Rows(table, 0, 5000);
            table.Flush();
            length = table.Length;
            Assert.Equal(new FileInfo(_folder["t.csv"]).Length, length);
            Rows(table, 90000, 99000); // lost with the process
        }

        using (var table = new TableFile(_folder["t.csv"], "a,b", length))
        {
            Assert.Equal(length, table.Length);
            Rows(table, 5000, 6000);
            table.Flush();
        }

        using (var table = new TableFile(_folder["whole.csv"], "a,b", 0))
        {
            Rows(table, 0, 6000);
            table.Flush();
        }

        Assert.Equal(File.ReadAllText(_folder["whole.csv"]), File.ReadAllText(_folder["t.csv"]));
        Assert.Equal("t.csv", Path.GetFileName(_folder["t.csv"]));
    }

    [Fact]
    public void Begun_anew_a_table_holds_its_header_and_nothing_else()
    {
        File.WriteAllText(_folder["t.csv"], "left from before\n1\n");
        using (var table = new TableFile(_folder["t.csv"], "a,b", 0)) table.Flush();

        Assert.Equal("a,b\n", File.ReadAllText(_folder["t.csv"]));
    }

    [Fact]
    public void A_file_that_is_shorter_than_the_checkpoint_counted_is_refused_and_not_touched()
    {
        File.WriteAllText(_folder["t.csv"], "a,b\n1,2\n");

        var problem = Assert.Throws<InvalidDataException>(() => new TableFile(_folder["t.csv"], "a,b", 100));
        Assert.Contains("has 8 bytes, fewer than the 100", problem.Message);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(_folder["t.csv"]));
        File.Delete(_folder["t.csv"]); // it was closed
    }

    [Fact]
    public void A_text_longer_than_the_buffer_keeps_its_place()
    {
        var text = new string('x', 200_000);
        using (var table = new TableFile(_folder["t.csv"], "a,b,c", 0))
        {
            table.Add(1).Add(text).Add(2).EndRow();
            table.Flush();
            Assert.Equal(new FileInfo(_folder["t.csv"]).Length, table.Length);
        }

        Assert.Equal(["1", text, "2"], Assert.Single(CsvRows.Read(_folder["t.csv"])));
    }

    public void Dispose() => _folder.Dispose();

    private static void Rows(TableFile table, int from, int until)
    {
        for (var i = from; i < until; i++) table.Add(i).Add(i * 0.37).EndRow();
    }
}
