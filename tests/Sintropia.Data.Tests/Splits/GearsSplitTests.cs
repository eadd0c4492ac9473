using Sintropia.Data.Splits;

namespace Sintropia.Data.Tests.Splits;

public sealed class GearsSplitTests
{
    private static readonly string[] s_conditions = ["ctrl", "A+ctrl", "ctrl+B", "C+ctrl", "D+ctrl", "E+ctrl", "F+ctrl", "G+ctrl", "H+ctrl", "A+B", "A+C", "B+C", "C+D", "G+H", "F+G", "E+A"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_tested_was_seen_as_often_as_its_group_says(uint seed)
    {
        var split = new GearsSplit().Of(s_conditions, seed);
        var held = split.Test["unseen_single"].Select(c => c.Replace("+ctrl", "", StringComparison.Ordinal).Replace("ctrl+", "", StringComparison.Ordinal)).ToHashSet();

        Assert.Equal(2, held.Count); // of eight genes six are seen
        Assert.All(split.Test["combo_seen0"], c => Assert.Equal(2, c.Split('+').Count(held.Contains)));
        Assert.All(split.Test["combo_seen1"], c => Assert.Equal(1, c.Split('+').Count(held.Contains)));
        Assert.All(split.Test["combo_seen2"], c => Assert.DoesNotContain(c.Split('+'), held.Contains));
        Assert.All(split.Of(SplitPart.Training).Where(c => c != "ctrl"), c => Assert.DoesNotContain(c.Split('+'), held.Contains));
        Assert.Equal(SplitPart.Training, split.Parts["ctrl"]);
        Assert.Equal(s_conditions.Length, split.Parts.Count);
    }

    [Fact]
    public void The_order_of_conditions_changes_nothing()
    {
        var (forward, backward) = (new GearsSplit().Of(s_conditions, 7), new GearsSplit().Of(s_conditions.Reverse(), 7));

        Assert.All(s_conditions, c => Assert.Equal(forward.Parts[c], backward.Parts[c]));
    }

    [Fact]
    public void A_condition_of_three_genes_is_refused_by_name() =>
        Assert.Contains("'A+B+C'", Assert.Throws<ArgumentException>(() => new GearsSplit().Of(["A+B+C"], 1)).Message, StringComparison.Ordinal);
}
