using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class AgentTests
{
    [Fact]
    public void An_agent_is_stable_unbound_absent_and_inert_unless_it_is_said()
    {
        var agent = new Agent("drug", AgentKind.Compound, "uM");

        Assert.Equal((1.0, double.PositiveInfinity, 0.0), (agent.Unbound, agent.HalfLife, agent.Baseline));
        Assert.Empty(agent.Effects);
        Assert.False(agent.IsDynamic);
    }

    [Fact]
    public void A_pool_that_cells_make_or_take_up_changes_by_itself()
    {
        Assert.True((new Agent("egf", AgentKind.Ligand, "ng/mL") { Secretion = new Dictionary<string, double> { ["tumour"] = 1 } }).IsDynamic);
        Assert.True((new Agent("egf", AgentKind.Ligand, "ng/mL") { Uptake = new Dictionary<string, double> { ["tumour"] = 1 } }).IsDynamic);
    }
}
