using Sintropia.Scenarios.Differences;

namespace Sintropia.Scenarios.Tests.Differences;

public sealed class ScenarioDifferencesTests
{
    [Fact]
    public void Scenarios_differ_where_their_values_do_and_not_in_their_form()
    {
        var other = Valid.Text.Replace("dose: 1 uM", "dose: 2 uM").Replace("seed: 1", "seed: 1 # a comment").Replace("S: 8 h, G2: 4 h", "G2: 4 h, S: 8 h").Replace("until: 72 h ", "until: 72 h, ramp: linear over 1 h ");

        var found = Differences(Valid.Text, other, Valid.Text);

        Assert.Equal(["conditions.treated[0].dose", "conditions.treated[0].ramp"], found.Select(f => f.Path));
        Assert.Equal(["1 uM", "2 uM", "1 uM"], found[0].Values);
        Assert.Equal([null, "linear over 1 h", null], found[1].Values);
        Assert.Empty(Differences(Valid.Text, Valid.Text));
    }

    private static IReadOnlyList<ScenarioDifference> Differences(params string[] texts) => ScenarioDifferences.Of([.. texts.Select(t => (IReadOnlyList<(string, string)>)[("", t)])]);
}
