using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Provenance;

public sealed class ExplanationTests
{
    private static readonly string Text = Explanation.Of(ScenarioFile.Load(Path.Combine(Repository.Root, "examples", "first-culture.yaml")));

    [Fact]
    public void It_says_how_long_phases_and_doublings_take()
    {
        Assert.Contains("G1  11 h on average, Erlang of 4 stages", Text);
        Assert.Contains("from birth to division 24 h on average; undisturbed it doubles every 24.3", Text);
    }

    [Fact]
    public void It_says_what_is_done_and_when() => Assert.Contains("palbociclib 1 uM from 24 h until 72 h", Text);

    [Fact]
    public void It_marks_what_is_assumed()
    {
        Assert.Contains("Assumed, without a confirmed source:", Text);
        Assert.Contains("palbociclib holds G1, ec50: 100 nM", Text);
    }

    [Fact]
    public void It_says_that_nothing_depends_on_the_tick_where_nothing_does() => Assert.Contains("Nothing here depends on the length of a tick", Text);

    [Fact]
    public void It_says_what_cells_express_and_that_a_stand_in_means_nothing()
    {
        var text = Explanation.Of(ScenarioFile.Load(Path.Combine(Repository.Root, "examples", "listening-culture.yaml")));

        Assert.Contains("Cells express a state of 64 dimensions.", text);
        Assert.Contains("stand-in is a fixed network with random weights: its responses mean nothing.", text);
        Assert.Contains("a level by 10 %, and at least every 24 ticks.", text);
        Assert.Contains("what cells express follows the phase at the end of a tick", text);
        Assert.DoesNotContain("express", Text);
    }

    [Fact]
    public void It_repeats_the_warnings() =>
        Assert.Contains("'drug'", Explanation.Of(Valid.Parse(Valid.With("    - { compound: drug, dose: 1 uM, from: 24 h, until: 72 h }", "    - { radiation: 2 Gy, from: 1 h }"))));
}
