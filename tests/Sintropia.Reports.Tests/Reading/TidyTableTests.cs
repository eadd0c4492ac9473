using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Tests.Reading;

public sealed class TidyTableTests
{
    private static (List<(string Name, double Value)> Rows, List<string> Notices, bool Read) Rows(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.csv"], text);
        var rows = new List<(string, double)>();
        var notices = new List<string>();
        var read = TidyTable.Read(folder.Path, "a.csv", ["value"], ["name"], notices, row => rows.Add((row.Texts[0], row.Numbers[0])));
        return (rows, notices, read);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order() =>
        Assert.Equal([("b", 1.5), ("c", -2e-3)], Rows("other,value,name\nx,1.5,b\ny,-2e-3,c\n").Rows);

    [Fact]
    public void Quoted_names_keep_their_commas_and_quotes() =>
        Assert.Equal([("one, \"two\"", 3)], Rows("name,value\n\"one, \"\"two\"\"\",3\n").Rows);

    [Fact]
    public void A_last_line_without_its_end_is_not_trusted()
    {
        var (rows, notices, _) = Rows("name,value\na,1\nb,41");

        Assert.Equal([("a", 1)], rows); // the last could have been 4123
        Assert.Contains("line 3", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b\n")]
    [InlineData("b,x\n")]
    [InlineData("b,1,2\n")]
    public void An_unreadable_line_is_left_out_and_told(string line)
    {
        var (rows, notices, _) = Rows("name,value\na,1\n" + line + "c,3\n");

        Assert.Equal([("a", 1), ("c", 3)], rows);
        Assert.Contains("line 3", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var (_, notices, read) = Rows("name,amount\na,1\n");

        Assert.False(read);
        Assert.Contains("no column value", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_number_is_one_that_does_not_exist() => Assert.True(double.IsNaN(Assert.Single(Rows("name,value\na,\n").Rows).Value));

    [Fact]
    public void An_absent_file_is_no_error()
    {
        var notices = new List<string>();

        Assert.False(TidyTable.Read(Path.GetTempPath(), $"{Guid.NewGuid()}.csv", [], [], notices, _ => Assert.Fail("no row")));
        Assert.Empty(notices);
    }

    [Fact]
    public void Names_past_what_is_kept_are_still_read()
    {
        var text = "name,value\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"cell{i},{i}\n"));

        Assert.All(Rows(text).Rows, row => Assert.Equal($"cell{row.Value}", row.Name));
    }
}
