using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.Tables;

public sealed class TableTests
{
    private static Table Cells => new(["a", "b", "c"], new NumberColumn("size", [1.5, double.NaN, 3]), CategoryColumn.Of("type", ["T", null, "B"]), new IntegerColumn("n", [1, 2, 3], [false, true, false]));

    [Fact]
    public void A_misspelt_column_is_answered_with_the_nearest() =>
        Assert.Contains("Did you mean 'size'?", Assert.Throws<KeyNotFoundException>(() => Cells["sise"]).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_values_have_no_text_whatever_the_column()
    {
        Assert.Equal(["1.5", null, "3"], Texts(Cells["size"]));
        Assert.Equal(["T", null, "B"], Texts(Cells["type"]));
        Assert.Equal(["1", null, "3"], Texts(Cells["n"]));
    }

    [Fact]
    public void Categories_are_sorted_and_counted()
    {
        var type = Assert.IsType<CategoryColumn>(Cells["type"]);

        Assert.Equal(["B", "T"], Texts(type.Categories));
        Assert.Equal([1, 1], type.Counts());
        Assert.Contains("code 2", Assert.Throws<ArgumentException>(() => new CategoryColumn("x", [0, 2], ["u", "v"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_chosen_in_every_column()
    {
        var chosen = Cells.SelectRows([2, 1]);

        Assert.Equal(["c", "b"], chosen.Names);
        Assert.Equal(["3", null], Texts(chosen["n"]));
        Assert.Equal(["B", null], Texts(chosen["type"]));
    }

    [Fact]
    public void A_column_of_the_same_name_takes_the_place_of_the_former()
    {
        var changed = Cells.With(new BooleanColumn("size", [true, false, true]));

        Assert.Equal(["size", "type", "n"], changed.Columns.Select(c => c.Name));
        Assert.Equal("true", changed["size"].Text(0));
        Assert.Throws<ArgumentException>(() => Cells.With(new IntegerColumn("k", [1])));
    }

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Length).Select(column.Text);
}
