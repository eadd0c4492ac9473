using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.Tables;

public sealed class WhereTests
{
    private static Table Cells => new(
        ["a", "b", "c", "d"],
        new CategoryColumn("condition", [0, 1, 0, -1], ["control", "stim"]),
        new IntegerColumn("n_genes", [400, 600, 800, 1000]),
        new NumberColumn("percent.mt", [0.5, double.NaN, 7, 2]),
        new BooleanColumn("doublet", [false, true, false, true]),
        new TextColumn("odd name", ["x", "it's", "\"q\"", "ü"]),
        new CategoryColumn("lane", [0, 1, 1, 0], new IntegerColumn("", [3, 7])));

    [Theory]
    [InlineData("condition == \"control\" and n_genes > 500", "c")]
    [InlineData("condition == 'control'", "a,c")]
    [InlineData("condition != 'control'", "b,d")] // what is missing differs from everything
    [InlineData("condition is missing", "d")]
    [InlineData("condition is not missing and not doublet", "a,c")]
    [InlineData("n_genes >= 600 and n_genes <= 800", "b,c")]
    [InlineData("n_genes < 600 or n_genes > 800", "a,d")]
    [InlineData("percent.mt < 5", "a,d")]
    [InlineData("not percent.mt < 5", "b,c")]
    [InlineData("percent.mt >= 5e-1", "a,c,d")]
    [InlineData("n_genes == 6e2", "b")]
    [InlineData("doublet", "b,d")]
    [InlineData("doublet == false", "a,c")]
    [InlineData("not (doublet or condition == \"control\")", "")]
    [InlineData("condition in [\"stim\", \"other\"]", "b")]
    [InlineData("condition not in ['stim']", "a,c,d")]
    [InlineData("n_genes in [400, 1000]", "a,d")]
    [InlineData("lane == 7", "b,c")]
    [InlineData("lane > 3", "b,c")]
    [InlineData("`odd name` == \"it's\"", "b")]
    [InlineData("`odd name` == \"\\\"q\\\"\"", "c")]
    [InlineData("`odd name` == 'ü' or index == 'a'", "a,d")]
    [InlineData("doublet or doublet and n_genes < 0", "b,d")] // and binds closer
    public void Rows_are_those_that_it_says(string where, string rows) => Assert.Equal(rows, string.Join(',', Where.Parse(where).Rows(Cells).Select(r => Cells.Names[r])));

    [Theory]
    [InlineData("conditon == 'control'", "Did you mean 'condition'?")]
    [InlineData("condition = 'control'", "Compare with '=='")]
    [InlineData("condition == control", "Write texts in quotes: \"control\"")]
    [InlineData("condition == 3", "Write it in quotes")]
    [InlineData("n_genes == '600'", "Write it without quotes: n_genes == 600")]
    [InlineData("n_genes > 'many'", "\"many\" is a text")]
    [InlineData("condition > 'control'", "neither less nor greater")]
    [InlineData("doublet == 1", "doublet == true")]
    [InlineData("n_genes", "cannot stand alone")]
    [InlineData("n_genes > 5 and", "ends where the name")]
    [InlineData("n_genes >", "ends where a value")]
    [InlineData("(n_genes > 5", "not closed")]
    [InlineData("n_genes > 5)", "one word too many")]
    [InlineData("n_genes > 5 doublet", "one word too many")]
    [InlineData("condition == 'control", "not closed")]
    [InlineData("condition in 'control'", "comes a list")]
    [InlineData("condition is control", "'missing'")]
    [InlineData("'control' == condition", "The column comes first")]
    [InlineData("per cent > 5", "one word too many", "cannot stand alone", "There is no column")]
    [InlineData("", "It is empty")]
    [InlineData("#", "begins no name")]
    public void What_makes_no_sense_is_told_with_what_to_do(string where, params string[] said)
    {
        var wrong = Assert.Throws<WhereException>(() => Where.Parse(where).Rows(Cells));

        Assert.Contains(said, s => wrong.Message.Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public void The_columns_that_it_asks_for_are_known_before_they_are_read() => Assert.Equal(["a", "b c"], Where.Parse("a > 1 and (`b c` or a < 0)").Columns);

    [Fact]
    public void Endless_parentheses_are_refused() => Assert.Throws<WhereException>(() => Where.Parse(new string('(', 100_000)));

    [Fact]
    public void Endless_negations_are_refused() => Assert.Throws<WhereException>(() => Where.Parse(string.Concat(Enumerable.Repeat("not ", 100_000))));
}
