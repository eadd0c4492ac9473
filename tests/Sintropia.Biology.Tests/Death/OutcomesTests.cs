using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tests.Death;

public sealed class OutcomesTests
{
    [Fact]
    public void Outcomes_are_numbered_and_named_as_scenarios_have_them()
    {
        Assert.Equal(Outcomes.Count, Enum.GetValues<Outcome>().Length);
        Assert.Equal(["apoptosis", "necrosis", "mitotic_death", "slippage", "senescence"], Enum.GetValues<Outcome>().Select(o => o.Name()));
    }

    [Fact]
    public void Every_outcome_but_slippage_leads_to_a_state() => Assert.Equal(
        [Phase.Apoptotic, Phase.Necrotic, Phase.MitoticDeath, null, Phase.Senescent], Enum.GetValues<Outcome>().Select(o => o.LeadsTo()));
}
