using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Provenance;

public sealed class AssumptionTests
{
    [Fact]
    public void Numbers_of_the_scenario_are_given_and_those_of_presets_keep_their_source()
    {
        var scenario = Valid.Parse(Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "preset: physicell-template\n    cycle: { G1: { erlang: 11 h, stages: 4 } }"));

        Assert.Equal(("11", "h", AssumptionStatus.Given), Of(scenario, "line.G1", "duration, mean"));
        Assert.Equal(("4", "", AssumptionStatus.Given), Of(scenario, "line.G1", "stages"));
        Assert.Equal(("8", "h", AssumptionStatus.Sourced), Of(scenario, "line.S", "duration"));
        Assert.Equal(("100", "nM", AssumptionStatus.Given), Of(scenario, "drug holds G1", "ec50"));
        Assert.DoesNotContain(scenario.Assumptions, a => a is { Subject: "line.G1", Value: "5" });
    }

    [Fact]
    public void Any_number_can_carry_its_source()
    {
        var scenario = Valid.Parse(Valid.With("S: 8 h", "S: { value: 8 h, spread: sd 1 h, source: \"A paper\", doi: 10.1000/x, status: sourced, note: Read off figure 2 }"));

        Assert.Equal(new Assumption("line.S", "duration", "8", "h", "sd 1 h", AssumptionStatus.Sourced, "A paper", "10.1000/x", "Read off figure 2"), scenario.Assumptions.Single(a => a.Subject == "line.S"));
    }

    [Fact]
    public void What_nobody_says_is_filled_in_and_listed() =>
        Assert.Equal(("8.6", "h", AssumptionStatus.Sourced), Of(Valid.Scenario, "line.apoptotic", "duration"));

    [Fact]
    public void Doses_and_founders_are_no_assumptions() =>
        Assert.DoesNotContain(Valid.Scenario.Assumptions, a => a.Value is "500" || a is { Value: "1", Unit: "uM" });

    [Fact]
    public void Numbers_of_expression_are_assumed_unless_they_carry_a_source_and_also_where_they_are_left_out()
    {
        var scenario = Valid.Parse(Valid.With("compounds:", "expression: { predictor: stand-in, dimensions: 8, tolerance: 20 %, residual_spread: { value: 0.4, source: A paper, status: sourced } }\ncompounds:"));

        Assert.Equal(("20", "%", AssumptionStatus.Assumed), Of(scenario, "expression", "change of a level that counts"));
        Assert.Equal(("0.4", "", AssumptionStatus.Sourced), Of(scenario, "expression", "spread between cells of one type and phase"));
        Assert.Equal(("6", "h", AssumptionStatus.Assumed), Of(scenario, "expression", "half-life of the way to the settled state"));
        Assert.Equal(("90", "%", AssumptionStatus.Assumed), Of(scenario, "expression", "share of the residual that is inherited"));
        Assert.Equal(("11", "h", AssumptionStatus.Given), Of(scenario, "line.G1", "duration, mean"));
    }

    private static (string Value, string Unit, AssumptionStatus Status) Of(Scenario scenario, string subject, string what)
    {
        var found = Assert.Single(scenario.Assumptions, a => a.Subject == subject && a.What == what);
        return (found.Value, found.Unit, found.Status);
    }
}
