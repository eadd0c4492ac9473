using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;

namespace Sintropia.Scenarios.Tests;

/// <summary>What the format can say, one feature at a time.</summary>
public sealed class ScenarioFormatTests
{
    [Theory]
    [InlineData("8 h", typeof(FixedDuration), 8)]
    [InlineData("{ fixed: 8 h }", typeof(FixedDuration), 8)]
    [InlineData("{ exponential: 480 min }", typeof(ExponentialDuration), 8)]
    [InlineData("{ exponential: 8 h, delay: 2 h }", typeof(ExponentialDuration), 8)]
    [InlineData("{ a_state: 8 h }", typeof(ExponentialDuration), 8)]
    [InlineData("{ erlang: 8 h, stages: 20 }", typeof(ErlangDuration), 8)]
    [InlineData("{ lognormal: 8 h, cv: 20 % }", typeof(LogNormalDuration), 8)]
    [InlineData("{ fixed: { value: 8 h, status: assumed } }", typeof(FixedDuration), 8)]
    public void Durations_have_many_laws(string law, Type type, double mean)
    {
        var read = Type(Valid.With("S: 8 h", $"S: {law}")).Cycle!.Law(Phase.S);

        Assert.IsType(type, read);
        Assert.Equal(mean, read.Mean);
    }

    [Fact]
    public void Keys_override_a_presets_and_leave_the_rest()
    {
        var type = Type(Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "preset: physicell-template\n    cycle: { G1: 6 h }"));

        Assert.Equal([6, 8, 4, 1], type.Cycle!.PhaseDurations.Select(p => p.Law.Mean));
        Assert.Equal(new FixedDuration(6), type.Cycle.Law(Phase.G1));
        Assert.Equal(0.00319, Assert.Single(type.Hazards).Rate, 5);
    }

    [Fact]
    public void Cells_can_rest_inherit_die_remember_and_be_cleared()
    {
        var type = Type(Valid.With("    radiosensitivity", """
                quiescence: { probability: 30 %, rest: endless }
                inheritance: { early: { mother_daughter: 0.3, sisters: 0.6 }, late: { mother_daughter: 0.2, sisters: 0.5, reading: factor, spread: 0.2 } }
                hazards: [ { outcome: slippage, rate: 0.1 per h }, { outcome: necrosis, in: [G1, senescent], rate: 1 per d } ]
                clearance: { apoptotic: { exponential: 5 h } }
                mitotic_memory: { threshold: 90 min }
                radiosensitivity
            """));

        Assert.Equal(new Quiescence(0.3, new Endless()), type.Quiescence);
        Assert.Equal((0.3, 0.6, PaceReading.Rank), (type.EarlyPace!.MotherDaughter, type.EarlyPace.Sisters, type.EarlyPace.Reading));
        Assert.Equal((0.2, PaceReading.Factor), (type.LatePace!.Spread, type.LatePace.Reading));
        Assert.Equal([new Hazard(Outcome.Slippage, PhaseSet.M, 0.1), new Hazard(Outcome.Necrosis, PhaseSet.G1 | PhaseSet.Senescent, 1.0 / 24)], type.Hazards);
        Assert.Equal(new Clearance(new ExponentialDuration(5), new FixedDuration(1440), new FixedDuration(8.6)), type.Clearance);
        Assert.Equal(new MitoticMemory(1.5, 1), type.MitoticMemory);
    }

    [Fact]
    public void Cells_that_never_divide_have_a_lifespan()
    {
        var type = Type(Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "lifespan: { exponential: 6.6 d }"));

        Assert.Null(type.Cycle);
        Assert.Equal(6.6 * 24, type.Quiescence.Rest.Mean, 12);
    }

    [Theory]
    [InlineData("holds: G1, ec50: 100 nM, hill: 2", typeof(Holding), 0.5)]
    [InlineData("slows: [S, G2], ec50: 100 nM, maximum: 50 %", typeof(Slowing), 0.25)]
    [InlineData("speeds: G1, ec50: 100 nM", typeof(Slowing), -0.5)]
    [InlineData("harms: apoptosis, in: M, ec50: 100 nM, maximum: 0.24 per d", typeof(Harming), 0.005)]
    [InlineData("rests: newborns, ec50: 100 nM", typeof(Resting), 0.5)]
    [InlineData("holds: G1, ideal: true", typeof(Holding), 0.1)]
    [InlineData("rests: newborns, ec50: 50 nM, hill: 2, lack: true", typeof(Resting), 0.2)]
    public void Effects_follow_the_level_in_the_agents_unit(string effect, Type type, double atTenthMicromolar)
    {
        var read = Valid.Parse(Valid.With("holds: G1, ec50: 100 nM", effect)).Agents[0].Effects[0];

        Assert.IsType(type, read);
        Assert.Equal("RB1", read.Requires);
        Assert.Equal(atTenthMicromolar, read.Response.At(0.1), 12);
    }

    [Fact]
    public void Ligands_are_made_and_taken_up_by_cells()
    {
        var agent = Valid.Parse(Valid.With("tissues:", "ligands: { egf: { unit: ng/mL, baseline: 500 pg/mL, half_life: 8 h, secretion: { line: 60 pg/mL per min per cell }, uptake: { line: 2.4e-6 per d }, effects: [] } }\ntissues:")).Agents.Single(a => a.Name == "egf");

        Assert.Equal((AgentKind.Ligand, 0.5, 8), (agent.Kind, agent.Baseline, agent.HalfLife));
        Assert.Equal(3.6, agent.Secretion["line"], 12);
        Assert.Equal(1e-7, agent.Uptake["line"], 1e-20);
    }

    [Theory]
    [InlineData("until: 72 h", "until")]
    [InlineData("ramp: linear over 4 h", "ramp")]
    [InlineData("target: { fraction: 50 % }", "fraction")]
    public void What_goes_into_a_pool_at_once_cannot_end_or_rise_or_reach_some_cells_only(string said, string key)
    {
        var text = Valid.With("tissues:", "ligands: { egf: { unit: ng/mL, secretion: { line: 60 pg/mL per min per cell }, effects: [] } }\ntissues:")
            .Replace("control: []", $"control: [ {{ ligand: egf, dose: 1 ng/mL, from: 24 h, {said} }} ]", StringComparison.Ordinal);

        var problem = Assert.Single(Assert.Throws<ScenarioException>(() => Valid.Parse(text)).Problems);

        Assert.Contains(key, problem.Path, StringComparison.Ordinal);
        Assert.Contains("goes into the pool", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asynchronous", Founding.Asynchronous)]
    [InlineData("newborn", Founding.Newborn)]
    [InlineData("start_of_s", Founding.StartOfS)]
    [InlineData("start_of_m", Founding.StartOfM)]
    [InlineData("resting", Founding.Resting)]
    public void Founders_stand_where_they_are_told(string word, Founding founding) =>
        Assert.Equal(founding, Valid.Parse(Valid.With("cells: 500 cells", $"cells: 500 cells, founding: {word}")).Tissues[0].Populations[0].Founding);

    [Fact]
    public void Schedules_repeat_pulse_and_build_up()
    {
        Assert.Equal(new Schedule(24, 90, 12, 4), Schedule("until: 90 h, every: 12 h, for: 4 h"));
        Assert.Equal(new Schedule(24, Ramp: RampShape.Linear, RampHours: 0.5), Schedule("ramp: linear over 30 min"));
        Assert.Equal(new Schedule(24, Ramp: RampShape.Exponential, RampHours: 12), Schedule("ramp: exponential over 12 h"));
    }

    [Fact]
    public void What_may_be_left_out_has_a_default()
    {
        var scenario = Valid.Scenario;

        Assert.Equal((0.5, 1, 1, true, 100_000_000), (scenario.Tick, scenario.RecordEvery, scenario.Replicates, scenario.KeepLineage, scenario.Limit));
        Assert.Equal("culture", scenario.Tissues[0].Organ);
    }

    private static CellType Type(string text) => Valid.Parse(text).CellTypes[0].Law;

    private static Schedule Schedule(string rest) => Valid.Parse(Valid.With("until: 72 h", rest)).Conditions[1].Interventions[0].Schedule;
}
