using Sintropia.Biology.Circulation;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Tests.Sections;

public sealed class OrganismSectionTests
{
    private const string Text = """
        format: 1
        seed: 1
        duration: 10 d
        organism:
          body: reference-male
          weight: 70 kg
          function:
            - { clearance: hepatic, cells: hepatocyte }
        organs:
          tumour: { part_of: muscle, mass: 50 g, flow: 0.5 % }
        cell_types:
          hepatocyte: { lifespan: 360 d }
          cancer: { cycle: { G1: 10 h, S: 8 h } }
          neutrophil: { lifespan: { exponential: 6.6 d } }
        compounds:
          drug:
            unit: uM
            effects: [ { slows: G1, ec50: 100 nM } ]
            circulation:
              molar_mass: 400 g/mol
              unbound: 20 %
              blood_to_plasma: 1.2
              log_p: 2
              bases: 8
              hepatic_clearance: 20 L/h
              renal_clearance: 50 mL/min
              absorption: 1 per h
              absorbed: 80 %
        tissues:
          lobules: { organ: liver, populations: [ { type: hepatocyte, cells: 500 cells } ] }
          lump: { organ: tumour, scale: 1e6, populations: [ { type: cancer, cells: 400 cells } ] }
          cells: { organ: blood, scale: 1e8, populations: [ { type: neutrophil, cells: 300 cells } ] }
        interventions:
          - { compound: drug, dose: 100 mg po, from: 1 h, every: 24 h, hold_while: neutrophil < 1e9/L, resume_at: 1.5e9/L, reduce_to: 75 % }
          - { compound: drug, dose: 2 mg/kg infusion over 2 h, from: 5 h, ramp: linear over 30 min }
          - { compound: drug, dose: 10 umol iv, from: 7 h, hold_while: drug > 1 uM }
        """;

    [Fact]
    public void A_body_becomes_volumes_flows_and_kinetics()
    {
        var plan = Plan(Text);
        var male = plan.Circulation!.Physiology;
        var reference = ReferenceMale.At(70);
        var tumour = male.Organs[male.Find("tumour")];
        var kinetics = Assert.Single(plan.Circulation.Carried).Kinetics;

        Assert.Equal(0.050 / 1.04, tumour.Volume, 1e-12);
        Assert.Equal(0.005 * reference.CardiacOutput, tumour.Flow, 1e-12);
        Assert.Equal(reference.Organs[reference.Find("muscle")].Flow - tumour.Flow, male.Organs[male.Find("muscle")].Flow, 1e-9);
        Assert.Equal(kinetics.Partition["muscle"], kinetics.Partition["tumour"]);
        // 20 L/h of plasma are 20/1.2 of blood; both clearances come back from the intrinsic ones.
        Assert.Equal(20 / 1.2, new WholeBody(male, kinetics).HepaticClearance(), 1e-9);
        Assert.Equal(3 / 1.2, new WholeBody(male, kinetics).RenalClearance(), 1e-9);
        Assert.Equal([(Elimination.Hepatic, 0, 500.0)], plan.Circulation.Functions.Select(f => (f.Elimination, f.Tissue, f.Healthy)));
        Assert.Equal([1, 1e6, 1e8], plan.Tissues.Select(t => t.Scale));
    }

    [Fact]
    public void Doses_become_amounts_routes_and_rules()
    {
        var plan = Plan(Text);
        var doses = plan.Interventions.Cast<Administration>().ToArray();

        Assert.Equal([Route.Oral, Route.Infusion, Route.Bolus], doses.Select(d => d.Route));
        Assert.Equal(250, doses[0].Amount); // 100 mg of 400 g/mol are 250 µmol
        Assert.Equal(350, doses[1].Amount, 1e-9); // 2 mg/kg are 140 mg
        Assert.Equal(10, doses[2].Amount);
        Assert.Equal(new Schedule(5, For: 2, Ramp: RampShape.Linear, RampHours: 0.5), doses[1].Schedule);
        var rule = Assert.Single(doses[0].Rules);
        Assert.Equal((true, 1e9, 1.5e9, 0.75), (rule.Below, rule.Threshold, rule.Resume, rule.Reduction));
        Assert.Equal((2, 1e8 / plan.Circulation!.Physiology.BloodVolume), (rule.Measure.Tissue, rule.Measure.PerCell));
        Assert.Equal((0, false, 1.0), (doses[2].Rules[0].Measure.Agent, doses[2].Rules[0].Below, doses[2].Rules[0].Threshold));
    }

    [Theory]
    [InlineData("75 mg/m2 iv", "175 cm", 187.5 * 1.84466197)]
    [InlineData("75 mg/m² iv", "175 cm", 187.5 * 1.84466197)]
    [InlineData("0.075 g/m^2 iv over 1 h", "1.75 m", 187.5 * 1.84466197)]
    [InlineData("75 mg/m2 po", "160 cm", 187.5 * 1.76383421)]
    [InlineData("500 ug/kg iv", "175 cm", 87.5)]
    [InlineData("0.2 mmol iv over 3 h", "175 cm", 200.0)]
    public void Doses_by_surface_and_weight_follow_the_body(string dose, string height, double micromoles)
    {
        var text = Text.Replace("weight: 70 kg", $"weight: 70 kg\n  height: {height}").Replace("10 umol iv", dose);

        Assert.Equal(micromoles, Plan(text).Interventions.Cast<Administration>().Last().Amount, micromoles * 1e-6);
    }

    [Fact]
    public void The_reference_male_has_the_surface_that_Mosteller_gives_him() =>
        Assert.Equal(1.88915, Valid.Parse(Text.Replace("weight: 70 kg", "weight: 73 kg")).Organism!.Surface, 1e-5);

    [Fact]
    public void Interventions_say_in_words_what_is_given()
    {
        var texts = Valid.Parse(Text).Conditions[0].Interventions.Select(i => i.Text).ToArray();

        Assert.Equal("drug 100 mg by mouth from 1 h every 24 h, held while neutrophil < 1000000000 per L until 1500000000 per L, reduced to 75 % each time", texts[0]);
        Assert.StartsWith("drug 140 mg into a vein over 2 h at 5 h, rising linearly over 0.5 h", texts[1]);
        Assert.Equal("drug 10 umol into a vein at 7 h, held while drug > 1 uM", texts[2]);
        Assert.Equal([double.PositiveInfinity, 7, 7], Valid.Parse(Text).Conditions[0].Interventions.Select(i => i.UntilHours));
    }

    [Fact]
    public void Explain_prints_the_body_and_where_its_numbers_come_from()
    {
        var text = Explanation.Of(Valid.Parse(Text.Replace("compounds:\n", "compounds:\n  palbociclib: { preset: palbociclib }\n") + "\n  - { compound: palbociclib, dose: 125 mg po, every: 24 h }\n"));

        Assert.Contains("Body: 70 kg", text);
        Assert.Contains("tumour 0.048 L", text);
        Assert.Contains("The hepatic clearance is carried by hepatocyte", text);
        Assert.Contains("palbociclib: 15 % unbound in plasma", text);
        Assert.Contains("palbociclib, unbound fraction in plasma: 15 %", text);
        Assert.Contains("Assumed, without a confirmed source", text);
    }

    [Theory]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "part_of: wing, mass: 50 g", 10, "no organ 'wing'")]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "mass: 50 g, flow: 0.5 %", 10, "100.5 %")]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "part_of: muscle, mass: 50 kg", 10, "Make it smaller")]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "part_of: muscle, mass: -50 g", 10, "'-50 g' cannot be")]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "part_of: muscle", 10, "How large")]
    [InlineData("part_of: muscle, mass: 50 g, flow: 0.5 %", "part_of: liver, mass: 50 g", 10, "a way of its own")]
    [InlineData("body: reference-male", "body: reference-female", 5, "has no reference female: no source at hand states her blood flows")]
    [InlineData("body: reference-male", "body: reference-mouse", 5, "'reference-mouse' is not one of reference-male")]
    [InlineData("weight: 70 kg", "weight: 70 h", 6, "a mass")]
    [InlineData("cells: hepatocyte }", "cells: hepatocytes }", 8, "no cell type 'hepatocytes'")]
    [InlineData("organ: tumour, scale", "organ: tumor, scale", 31, "did you mean 'tumour'")]
    [InlineData("log_p: 2\n", "\n", 20, "Nothing says how drug divides")]
    [InlineData("log_p: 2\n", "partition: { muscle: 0, all: 2 }\n", 23, "'0' cannot be: it has to be above 0")]
    [InlineData("log_p: 2\n", "partition: { muscel: 3, all: 2 }\n", 23, "did you mean 'muscle'")]
    [InlineData("unbound: 20 %", "unbound: 0 %", 21, "above 0")]
    [InlineData("unbound: 20 %\n", "\n", 20, "unbound in plasma")]
    [InlineData("hepatic_clearance: 20 L/h", "hepatic_clearance: 200 L/h", 25, "cannot clear")]
    [InlineData("absorbed: 80 %", "absorbed: 120 %", 28, "'120 %' cannot be")]
    [InlineData("absorbed: 80 %", "bioavailability: 95 %", 28, "Fa Fg would be")]
    [InlineData("absorption: 1 per h\n", "\n", 34, "cannot be given by mouth")]
    [InlineData("molar_mass: 400 g/mol\n", "\n", 34, "molar mass is missing")]
    [InlineData("100 mg po", "1 uM", 34, "'1 uM' has no route")]
    [InlineData("100 mg po", "100 uM po", 34, "'100 uM' is not a mass")]
    [InlineData("100 mg po", "0 mg po", 34, "gives nothing")]
    [InlineData("100 mg po", "100 mg po over 2 h", 34, "swallowing takes no time. Write '100 mg po'")]
    [InlineData("100 mg po", "2 Gy iv", 34, "'2 Gy' is not a mass or an amount of substance or a mass per body weight or a mass per body surface")]
    [InlineData("100 mg po", "100 mg/h iv", 34, "'mg/h' is no known unit")]
    [InlineData("100 mg po", "75 mg/m2", 34, "has no route")]
    [InlineData("100 mg po", "1e9 cells iv", 34, "is the unit of a number of cells")]
    [InlineData("weight: 70 kg", "weight: 70 kg\n  height: 17.6 m", 7, "at most 3")]
    [InlineData("weight: 70 kg", "weight: 70 kg\n  height: 70 kg", 7, "a length")]
    [InlineData("100 mg po", "100 mg pn", 34, "has no route")]
    [InlineData("infusion over 2 h", "infusion over 0 h", 35, "cannot last")]
    [InlineData("linear over 30 min", "linear over 3 h", 35, "Only infusions build up")]
    [InlineData("linear over 30 min", "exponential over 30 min", 35, "straight line")]
    [InlineData("neutrophil < 1e9/L", "neutrophils < 1e9/L", 34, "did you mean 'neutrophil'")]
    [InlineData("neutrophil < 1e9/L", "neutrophil", 34, "no state to hold a dose in")]
    [InlineData("neutrophil < 1e9/L, resume_at: 1.5e9/L", "neutrophil < 1 uM, resume_at: 2 uM", 34, "is a cell type")]
    [InlineData("resume_at: 1.5e9/L", "resume_at: 0.5e9/L", 34, "cannot go on at")]
    [InlineData("hold_while: drug > 1 uM", "resume_at: 1 uM", 36, "belongs to 'hold_while'")]
    [InlineData("hold_while: drug > 1 uM", "hold_while: drug > 1 ng/mL", 36, "is measured in uM")]
    [InlineData("hold_while: drug > 1 uM", "for: 2 h", 36, "as long as its route says")]
    [InlineData("hold_while: drug > 1 uM", "until: 90 h", 36, "has no end")]
    [InlineData("hold_while: drug > 1 uM", "target: { tissue: lump }", 36, "carries it everywhere")]
    public void Impossible_bodies_and_doses_are_refused_with_line_and_value(string good, string bad, int line, string said)
    {
        Assert.Contains(good, Text);
        var problems = Valid.Problems(Text.ReplaceLineEndings("\n").Replace(good, bad));
        var problem = problems.FirstOrDefault(p => p.ToString().Contains(said, StringComparison.Ordinal));

        Assert.True(problem is not null, string.Join('\n', problems));
        Assert.Equal(line, problem.Line);
    }

    [Fact]
    public void A_dose_into_a_body_needs_one()
    {
        Assert.Contains("the scenario has none", Valid.Problem(Valid.With("dose: 1 uM, from: 24 h, until: 72 h", "dose: 100 mg po, from: 24 h")).What);
        Assert.Contains("Organs are of a body", Valid.Problem(Valid.Text + "\norgans: { tumour: { part_of: muscle, mass: 1 g } }\n").What);
        Assert.Contains("no body that could carry drug", Valid.Problem(Valid.With("requires: RB1 } ] }", "requires: RB1 } ], circulation: { unbound: 10 % } }")).What);
        Assert.Contains("Only doses into a body", Valid.Problem(Valid.With("until: 72 h }", "until: 72 h, hold_while: line < 5 cells }")).What);
    }

    [Fact]
    public void A_preset_says_what_the_body_does_and_a_culture_does_not_ask()
    {
        var culture = Valid.Parse(Valid.With("drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM, requires: RB1 } ] }", "drug: { preset: palbociclib }"));

        Assert.Null(culture.Organism);
        Assert.DoesNotContain(culture.Assumptions, a => a.What.Contains("plasma", StringComparison.Ordinal));
        Assert.Null(Plan(culture).Circulation);
    }

    private static Simulation.Organisms.OrganismPlan Plan(string text) => Plan(Valid.Parse(text));

    private static Simulation.Organisms.OrganismPlan Plan(Scenario scenario) => ScenarioPlans.Compile(scenario, scenario.Conditions[0].Name, 1);
}
