using Sintropia.Biology.Circulation;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Circulation;

public sealed class BloodstreamTests
{
    [Fact]
    public void Cells_feel_the_mean_unbound_concentration_of_their_organ()
    {
        var plan = Patients.Patient(10, new Administration(Patients.Drug, Route.Bolus, 100, new(0)));
        var organism = plan.Live(0.5);
        var body = new WholeBody(Patients.Male, Patients.Kinetics);
        double[] amounts = new double[body.Count], none = new double[body.Count], after = new double[body.Count], mean = new double[body.Count];
        amounts[body.Veins] = 100;
        Propagator.Of(body.Rates(), 0.5).Step(amounts, none, none, after, mean);
        var levels = organism.Observe().Tissues.Select(t => t.Levels[Patients.Drug]).ToArray();

        Assert.Equal(mean[Patients.Male.Liver] * body.UnboundPerAmount(Patients.Male.Liver), levels[0], 1e-12);
        Assert.Equal(mean[Patients.Male.Find("muscle")] * body.UnboundPerAmount(Patients.Male.Find("muscle")), levels[1], 1e-12);
        Assert.Equal(mean[body.Veins] * body.PlasmaPerAmount * 0.3, levels[2], 1e-12);
    }

    [Fact]
    public void A_site_of_effect_lags_behind()
    {
        var plan = Patients.Patient(10, new Administration(Patients.Drug, Route.Bolus, 100, new(0)));
        var slow = plan with { Circulation = plan.Circulation! with { Carried = [new(Patients.Drug, Patients.Kinetics with { EffectRate = 0.2 }), plan.Circulation.Carried[1]] } };
        double Felt(OrganismPlan of, double at) => of.Live(at).Observe().Tissues[1].Levels[Patients.Drug];

        Assert.True(Felt(slow, 0.5) < 0.1 * Felt(plan, 0.5));
        Assert.True(Felt(slow, 9.5) > Felt(plan, 9.5) * 1.05);
    }

    [Fact]
    public void A_drug_that_reaches_the_tumour_slows_it_and_leaves_others_alone()
    {
        var (untreated, treated) = (Patients.Patient(72).Live().Observe(), Patients.Patient(72, new Administration(Patients.Drug, Route.Oral, 5000, new(0, Every: 12))).Live().Observe());

        Assert.True(treated.Tissues[1].AllLiving < 0.7 * untreated.Tissues[1].AllLiving);
        Assert.Equal(untreated.Tissues[2].AllLiving, treated.Tissues[2].AllLiving);
    }

    [Fact]
    public void What_was_given_by_every_route_is_all_there()
    {
        var organism = Organism.Found(Patients.Treated(60), new() { Threads = 1 });
        while (!organism.IsComplete)
        {
            organism.Advance();
            foreach (var carried in organism.Observe().Blood!.Carried)
                Assert.Equal(carried.Given, carried.InBody + carried.Metabolised + carried.Excreted + carried.Unabsorbed, 1e-9 * Math.Max(carried.Given, 1e-9));
        }

        // Eight tablets from 1 h on, and seven infusions from 2.2 h on until a rule keeps them back.
        var drug = organism.Observe().Blood!.Carried[0];
        Assert.Equal(8 * 300 + 40 + (7 - drug.Kept) * 90, drug.Given, 1e-6);
        Assert.InRange(drug.Kept, 1, 6);
    }

    [Fact]
    public void Half_of_the_hepatocytes_leave_the_clearance_that_the_well_stirred_formula_says()
    {
        // Two boluses so far apart that each has all of its area; in between half of the hepatocytes die.
        var plan = Patients.Patient(1000, new Administration(Patients.Drug, Route.Bolus, 100, new(0, Every: 500, Until: 501)), new Dosing(Patients.Toxin, 1, new(498, For: 1), new(Tissue: "lobules", Fraction: 0.5)));
        plan = plan with { Tissues = [plan.Tissues[0]] };
        var organism = plan.Live(500);
        var before = organism.Observe().Blood!.Carried[0].Area;
        var living = organism.Observe().Tissues[0].AllLiving / 400.0;
        var after = organism.LiveUntil(1000).Observe().Blood!.Carried[0].Area - before;
        var body = new WholeBody(Patients.Male, Patients.Kinetics);
        double Clearance(double function) => body.HepaticClearance(function) + body.RenalClearance();

        Assert.InRange(living, 0.4, 0.6);
        Assert.Equal(Clearance(1) / Clearance(living), after / before, 0.02 * Clearance(1) / Clearance(living));
        Assert.True(after > 1.2 * before);
    }

    [Fact]
    public void Doses_are_held_while_cells_are_few_and_reduced_afterwards()
    {
        // 300 neutrophils of a mean life of 60 h: below 200 after about 24 h, and never more again.
        var few = new DoseRule(new([2], 2, 1e8 / Patients.Male.BloodVolume), Below: true, 200 * 1e8 / Patients.Male.BloodVolume, 200 * 1e8 / Patients.Male.BloodVolume, 0.5);
        var organism = Patients.Patient(96, new Administration(Patients.Drug, Route.Bolus, 10, new(0, Every: 12)) { Rules = [few] }).Live();
        var drug = organism.Observe().Blood!.Carried[0];

        Assert.InRange(drug.Kept, 4, 7);
        Assert.Equal((8 - drug.Kept) * 10, drug.Given, 1e-9);
    }

    [Fact]
    public void Rules_remember_that_they_hold_until_cells_are_back()
    {
        var rule = new DoseRule(new([0], -1, 1), Below: true, Threshold: 10, Resume: 15, Reduction: 0.8);
        var memory = default(RuleMemory);
        var held = new List<bool>();
        foreach (var cells in (double[])[20, 9, 12, 14.9, 15, 12, 9.9])
        {
            memory = rule.Look(memory, cells);
            held.Add(memory.Holds);
        }

        Assert.Equal([false, true, true, true, false, false, true], held);
        Assert.Equal(new(true, 2, 4), memory);
        Assert.Contains("never come to rest", Assert.Throws<ArgumentOutOfRangeException>(() => new DoseRule(new([0], -1, 1), true, 10, 5)).Message);
    }

    [Fact]
    public void A_level_in_plasma_can_hold_a_dose_too()
    {
        var rule = new DoseRule(new([], -1, 0, Patients.Drug), Below: false, 0.02, 0.02);
        var organism = Patients.Patient(48, new Administration(Patients.Drug, Route.Bolus, 100, new(0, Every: 2)) { Rules = [rule] }).Live();

        Assert.InRange(organism.Observe().Blood!.Carried[0].Kept, 5, 22);
    }

    [Fact]
    public void A_signal_that_one_tissue_makes_reaches_the_others_through_the_blood()
    {
        var blood = Patients.Patient(200).Live(48).Observe();

        Assert.True(blood.Tissues[0].Levels[Patients.Signal] > 0);
        Assert.True(blood.Tissues[1].Levels[Patients.Signal] > blood.Tissues[0].Levels[Patients.Signal]); // where it is made there is most of it
        Assert.True(blood.Blood!.Carried[1].Excreted > 0);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1.3, 0.0)]
    [InlineData(2.0, 0.0)]
    [InlineData(2.0, 1.5)]
    public void An_infusion_gives_its_amount_wherever_it_begins_and_however_it_rises(double onset, double ramp)
    {
        var schedule = new Schedule(onset + 0.1, For: 2.7, Ramp: ramp > 0 ? RampShape.Linear : RampShape.Step, RampHours: ramp);

        Assert.Equal(50, Patients.Patient(24, new Administration(Patients.Drug, Route.Infusion, 50, schedule)).Live().Observe().Blood!.Carried[0].Given, 1e-9);
    }

    [Fact]
    public void The_length_of_a_tick_does_not_change_what_linear_blood_carries()
    {
        Intervention[] doses = [new Administration(Patients.Drug, Route.Oral, 300, new(1.05, Every: 8)), new Administration(Patients.Drug, Route.Infusion, 90, new(2.2, For: 3.1))];
        var plan = Patients.Patient(24, doses);
        plan = plan with { Circulation = plan.Circulation! with { Functions = [] } };
        var (half, tenth) = (plan.Live().Observe().Blood!.Carried[0], (plan with { Tick = 0.1 }).Live().Observe().Blood!.Carried[0]);

        Assert.Equal(half.Area, tenth.Area, 1e-9 * half.Area);
        Assert.Equal(half.InBody, tenth.InBody, 1e-9 * half.InBody);
        Assert.Equal(half.Unabsorbed, tenth.Unabsorbed, 1e-9 * half.Unabsorbed);
    }

    [Fact]
    public void Tissues_outside_the_body_and_doses_of_what_blood_does_not_carry_are_refused()
    {
        var plan = Patients.Patient(24);

        Assert.Contains("wing", Assert.Throws<ArgumentException>(() => (plan with { Tissues = [new("wing", "tip", [new(0, 10)])], Circulation = plan.Circulation! with { Functions = [] } }).Live()).Message);
        Assert.Contains("toxin", Assert.Throws<ArgumentException>(() => (plan with { Interventions = [new Administration(Patients.Toxin, Route.Oral, 1, new(0))] }).Live()).Message);
    }

    [Fact]
    public void Blood_of_another_body_is_not_taken_up()
    {
        var blood = new Bloodstream(Patients.Patient(24));
        var other = blood.Save() with { Amounts = [[1, 2]] };

        Assert.Contains("Resume with the scenario", Assert.Throws<InvalidDataException>(() => blood.Restore(other)).Message);
    }

    [Fact]
    public void Organisms_without_blood_have_the_fingerprint_that_they_had_before_there_was_any()
    {
        var record = Plans.Culture(Plans.Erlang, 30).Live().Observe();

        Assert.Null(record.Blood);
        Assert.Equal(Organism.Fingerprint(record.Tick, record.Time, record.Tissues), record.Fingerprint);
        Assert.Equal("25a2c2e5400f52236f511808cc2800a3", Biology.Chance.StateHash.Text(record.Fingerprint));
    }
}
