using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class CsvRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: 1 fields where the header names 2")]
    [InlineData("a,b\n1,2,3\n", "line 2: 3 fields where the header names 2")]
    [InlineData("a,b\n1,2\n\n", "line 3: 1 fields")]
    [InlineData("a,b\n1,2\n1,\"2\n", "line 3: a quote is not closed")]
    public void A_damaged_row_is_told_with_its_file_and_line(string text, string told)
    {
        File.WriteAllText(_folder["t.csv"], text);

        var problem = Assert.Throws<InvalidDataException>(() => CsvRows.Read(_folder["t.csv"]).Count());
        Assert.Contains(told, problem.Message);
        Assert.Contains(_folder["t.csv"], problem.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n")]
    public void A_table_without_rows_has_none(string text)
    {
        File.WriteAllText(_folder["t.csv"], text);

        Assert.Empty(CsvRows.Read(_folder["t.csv"]));
    }

    [Fact]
    public void Rows_are_read_one_by_one_and_the_file_is_closed_when_reading_ends()
    {
        File.WriteAllText(_folder["t.csv"], "a,b\n1,2\n3\n");

        Assert.Equal(["1", "2"], CsvRows.Read(_folder["t.csv"]).First()); // what is damaged further down is not reached
        using var alone = new FileStream(_folder["t.csv"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    public void Dispose() => _folder.Dispose();
}
