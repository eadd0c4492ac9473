using Sintropia.Biology.Chance;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Plans;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Scenarios.Tests.Plans;

public sealed class ScenarioPlansTests
{
    private static readonly Scenario Many = Valid.Parse("""
        format: 1
        seed: 42
        duration: 48 h
        tick: 15 min
        record: every 30 min
        replicates: 3
        limit: 10,000 cells
        cell_types:
          stem: { preset: crypt-stem, hierarchy: { divisions: [ { probability: 40 %, daughters: [stem, stem] }, { probability: 60 %, daughters: [old, old] } ], feedback: { counts: old, half: 100 cells } } }
          old: { lifespan: 4 d, lacks: [RB1] }
          other: { cycle: { G1: 5 h }, radiosensitivity: { alpha: 0.3 per Gy, beta: 0.03 per Gy2, repair: 1 h, phases: { G1: 2 } } }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM, requires: RB1 }, { slows: G1, ec50: 2 uM, maximum: 50 % } ] }
        genes: { MYC: { gain: [ { speeds: G1, maximum: 30 % } ] } }
        environment: { oxygen: { unit: mmHg, baseline: 38 mmHg, effects: [ { harms: necrosis, ec50: 100 mmHg, hill: 4, maximum: 0.24 per d } ] } }
        tissues:
          crypt: { organ: gut, populations: [ { type: stem, cells: 10 cells }, { type: old, cells: 20 cells } ] }
          dish: { populations: [ { type: other, cells: 5 cells, founding: newborn } ], crowding: { capacity: 1e3 cells, power: 2 } }
        interventions:
          - { environment: oxygen, level: 5 mmHg, from: 1 h, target: { organ: gut } }
        conditions:
          control: []
          busy:
            - { compound: drug, dose: 500 nM, from: 2 h, every: 12 h, for: 1 h }
            - { radiation: 200 cGy, from: 3 h, target: { cell_type: other } }
            - { knockdown: RB1, strength: 80 %, ramp: exponential over 6 h }
            - { overexpression: MYC, target: { fraction: 25 % } }
        """);

    [Fact]
    public void Names_become_indices_in_the_order_of_the_file()
    {
        var plan = ScenarioPlans.Compile(Many, "busy", 1);

        Assert.Equal(["stem", "old", "other"], plan.CellTypes.Select(t => t.Name));
        Assert.Equal(((0, 0), (1, 1)), ((plan.CellTypes[0].Hierarchy.Fates[0].First, plan.CellTypes[0].Hierarchy.Fates[0].Second), (plan.CellTypes[0].Hierarchy.Fates[1].First, plan.CellTypes[0].Hierarchy.Fates[1].Second)));
        Assert.Equal((1, 100, 1), (plan.CellTypes[0].Hierarchy.Feedback!.Type, plan.CellTypes[0].Hierarchy.Feedback!.Half, plan.CellTypes[0].Hierarchy.Feedback!.Power));
        Assert.Equal([(0, 10), (1, 20), (2, 5)], plan.Tissues.SelectMany(t => t.Populations).Select(p => (p.CellType, p.Cells)));
        Assert.Equal((48, 0.25, 10_000), (plan.Duration, plan.Tick, plan.MostCells));
    }

    [Fact]
    public void Doses_are_in_the_unit_of_their_agent_and_edits_run_from_0_to_1()
    {
        var plan = ScenarioPlans.Compile(Many, "busy", 1);

        Assert.Equal(["drug", "oxygen", "MYC", "MYC", "RB1"], plan.Agents.Select(a => a.Name));
        Assert.Equal([("oxygen", 5), ("drug", 0.5), ("RB1", 0.8), ("MYC", 1)], plan.Interventions.OfType<Dosing>().Select(d => (plan.Agents[d.Agent].Name, d.Level)));
        Assert.Equal(AgentKind.GeneGain, plan.Agents[plan.Interventions.OfType<Dosing>().Last().Agent].Kind);
        Assert.Equal(2, Assert.Single(plan.Interventions.OfType<Irradiation>()).Dose);
        Assert.Equal(0.01, ((Hill)plan.Agents[1].Effects[0].Response).Maximum, 15);
    }

    [Fact]
    public void Effects_that_need_a_gene_do_not_reach_types_that_lack_it()
    {
        var drug = ScenarioPlans.Compile(Many, "control", 1).Agents[0];

        Assert.Equal(["stem", "other"], drug.Effects[0].CellTypes);
        Assert.Empty(drug.Effects[1].CellTypes);
    }

    [Fact]
    public void What_is_done_in_every_condition_comes_first()
    {
        Assert.Single(ScenarioPlans.Compile(Many, "control", 1).Interventions);
        Assert.Equal(5, ScenarioPlans.Compile(Many, "busy", 1).Interventions.Count);
    }

    [Fact]
    public void Replicates_have_seeds_of_their_own_and_the_first_keeps_the_scenarios()
    {
        Assert.Equal([42UL, new Draws(42).Replicate(2).Seed, new Draws(42).Replicate(3).Seed], Enumerable.Range(1, 3).Select(r => ScenarioPlans.Compile(Many, "control", r).Seed));
        Assert.Contains("1 to 3", Assert.Throws<ArgumentException>(() => ScenarioPlans.Compile(Many, "control", 4)).Message);
        Assert.Contains("control, busy", Assert.Throws<ArgumentException>(() => ScenarioPlans.Compile(Many, "contrl", 1)).Message);
    }

    [Fact]
    public void Without_conditions_there_is_one_called_only() =>
        Assert.Equal("only", Assert.Single(Valid.Parse(Valid.Text[..Valid.Text.IndexOf("conditions:", StringComparison.Ordinal)]).Conditions).Name);

    [Fact]
    public void Interventions_say_in_a_sentence_what_they_do() => Assert.Equal(
        [
            "oxygen 5 mmHg from 1 h on organ gut",
            "drug 500 nM from 2 h every 12 h for 1 h",
            "radiation 200 cGy at 3 h on cells of type other",
            "knockdown of RB1 by 80 % from 0 h, rising exponentially over 6 h, everywhere",
            "overexpression of MYC by 100 % from 0 h on 25 % of the cells",
        ],
        Many.Conditions[1].Interventions.Select(i => i.Text));

    [Fact]
    public void One_cell_is_aimed_at_by_its_identity()
    {
        var scenario = Valid.Parse(Valid.With("until: 72 h", "target: { cell: 9B1C4A6EE0D25F3718C2A95D7E40B6F1 }"));

        Assert.Equal("9b1c4a6ee0d25f3718c2a95d7e40b6f1", ScenarioPlans.Compile(scenario, "treated", 1).Interventions[0].Target.Cell.ToString());
        Assert.Contains("on the cell 9b1c4a6ee0d25f3718c2a95d7e40b6f1, if it lives then, and what descends from it", scenario.Conditions.Single(c => c.Name == "treated").Interventions[0].Text);
    }

    [Fact]
    public void Expression_comes_with_defaults_and_ticks_are_counted_in_the_ticks_of_the_scenario()
    {
        Assert.Null(ScenarioPlans.Compile(Many, "busy", 1).Expression);
        var plain = Plan("").Expression!;
        Assert.Equal(("stand-in", 8, 6.0, 0.1, 48, 0.0, 0.9, 0), (plain.Predictor, plain.Dimensions, plain.HalfLives[0], plain.Tolerance, plain.AskEvery, plain.ResidualSpread[0], plain.Inheritance, plain.Programmes.Count));
        Assert.Equal(6, Plan(", ask_every: every 3 h").Expression!.AskEvery);
        Assert.Equal(5, Plan(", ask_every: 5 ticks").Expression!.AskEvery);
        Assert.Equal(1, Plan(", ask_every: every 1 tick").Expression!.AskEvery);
        Assert.Equal(["line"], Plan(", programme: stand-in").Expression!.Programmes.Select(p => p.CellType));

        static OrganismPlan Plan(string more) => ScenarioPlans.Compile(Valid.Parse(Valid.With("compounds:", $"expression: {{ predictor: stand-in, dimensions: 8{more} }}\ncompounds:")), "control", 1);
    }
}
