using Sintropia.Biology.Circulation;
using Sintropia.Biology.Partitioning;

namespace Sintropia.Biology.Tests.Circulation;

public sealed class WholeBodyTests
{
    private static readonly Physiology Male = ReferenceMale.At();
    private static readonly RodgersRowland Strong = new(3, new([], [9.5]), 0.2, 1.4);
    private static readonly Kinetics Basic = Substance(Strong, 500, 20) with { Absorption = 0.6, AbsorbedShare = 0.7 };

    // Half an hour after 60 mg into a vein and 40 mg by mouth, with an infusion that begins at 10 mg/h and rises by 3 mg/h each hour: worked out apart from this code, by scipy.linalg.expm.
    [Theory]
    [InlineData("adipose", 5.659749369390804, 4.350598849913564)]
    [InlineData("brain", 11.813478823785, 9.654918899994936)]
    [InlineData("liver", 4.667487959886747, 5.007781778771913)]
    [InlineData("kidney", 0.9814315793719935, 2.6110977347723066)]
    [InlineData("muscle", 17.43322526480222, 13.993326898322657)]
    public void Amounts_and_means_are_those_of_another_solution(string organ, double end, double average)
    {
        var body = new WholeBody(Male, Basic);
        var (amounts, mean) = Lived(body, 0.5, 1, (z, _) => (z[body.Veins], z[body.Lumen]) = (60, 40), 10, 3);

        Assert.Equal(end, amounts[Male.Find(organ)], 1e-9 * end);
        Assert.Equal(average, mean[Male.Find(organ)], 1e-9 * average);
        Assert.Equal(0.7836495225772894, amounts[body.Veins], 1e-9);
        Assert.Equal(29.632728827268725, amounts[body.Lumen], 1e-9);
        Assert.Equal(9.485507066856842, amounts[body.Metabolised], 1e-9);
        Assert.Equal(0.7730010511641702, amounts[body.Excreted], 1e-9);
        Assert.Equal(105.375, amounts.Sum(), 1e-9);
    }

    [Fact]
    public void What_was_given_is_in_the_body_or_eliminated_or_was_never_absorbed_to_one_in_a_thousand_million_after_thirty_days()
    {
        foreach (var substance in (Kinetics[])[Basic, Substance(new(2, Ionisation.Neutral, 0.1), 20, 0) with { Absorption = 2 }, Substance(new(2.5, new([4.5], []), 0.05, 0.6), 3, 40)])
        {
            var body = new WholeBody(Male, substance);
            var given = 0.0;
            var (amounts, _) = Lived(body, 0.5, 30 * 48, (z, tick) =>
            {
                if (tick % 48 != 0) return;
                z[body.Lumen] += 100;
                z[body.Veins] += 7;
                given += 107;
            }, 0.3, 0);
            given += 0.3 * 30 * 24;

            Assert.Equal(given, amounts.Sum(), 1e-9 * given);
            Assert.True(amounts[body.Metabolised] > 0.01 * given);
        }
    }

    [Fact]
    public void An_infusion_ends_at_rate_over_the_clearance_of_the_well_stirred_organs()
    {
        var body = new WholeBody(Male, Basic);
        var (amounts, _) = Lived(body, 24, 400, (_, _) => { }, 5, 0);
        var clearance = body.HepaticClearance() + body.RenalClearance();

        Assert.Equal(5 / clearance, amounts[body.Arteries] / Male.ArterialVolume, 1e-9 * 5 / clearance);
    }

    [Fact]
    public void The_first_pass_emerges_from_the_portal_vein()
    {
        // Only the liver eliminates; the area under the curve by mouth over that into a vein is Fa·Fg·Fh.
        var body = new WholeBody(Male, Basic with { RenalIntrinsic = 0 });
        var (vein, mouth) = (Area(body, body.Veins), Area(body, body.Lumen));
        var first = WellStirred.Availability(Male.HepaticFlow, Basic.UnboundInBlood, Basic.HepaticIntrinsic);

        Assert.Equal(0.7 * first, mouth / vein, 1e-9);
        Assert.Equal(1 - body.HepaticClearance() / Male.HepaticFlow, first, 1e-12);
    }

    [Fact]
    public void The_area_under_the_curve_is_dose_over_clearance_and_follows_the_function_of_the_liver()
    {
        var body = new WholeBody(Male, Basic);
        foreach (var function in (double[])[1, 0.5, 0.1])
            Assert.Equal(1 / (body.HepaticClearance(function) + body.RenalClearance()), Area(body, body.Veins, function), 1e-9);
    }

    [Fact]
    public void Everything_in_equilibrium_fills_the_volume_of_distribution()
    {
        var body = new WholeBody(Male, Basic with { HepaticIntrinsic = 0, RenalIntrinsic = 0 });
        var (amounts, _) = Lived(body, 24, 2000, (z, tick) => z[body.Veins] += tick == 0 ? 100 : 0, 0, 0);

        Assert.Equal(100 / body.SteadyVolume, amounts[body.Veins] / Male.VenousVolume, 1e-9);
        var muscle = Male.Find("muscle");
        Assert.Equal(Strong.Partition("muscle"), amounts[muscle] / Male.Organs[muscle].Volume / (amounts[body.Veins] * body.PlasmaPerAmount), 1e-6);
        Assert.Equal(0.2 * amounts[body.Veins] * body.PlasmaPerAmount, amounts[muscle] * body.UnboundPerAmount(muscle), 1e-9);
    }

    [Fact]
    public void A_heart_that_outruns_everything_makes_one_compartment_of_the_body()
    {
        // All flows a hundred thousandfold: one compartment of the volume of distribution. The error is of first order in 1/flow.
        var fast = new Physiology([.. Male.Organs.Select(o => o with { Flow = o.Flow * 1e5 })], Male.ArterialVolume, Male.VenousVolume, Male.CardiacOutput * 1e5);
        var body = new WholeBody(fast, Basic);
        var (amounts, _) = Lived(body, 0.5, 24, (z, tick) => z[body.Veins] += tick == 0 ? 100 : 0, 0, 0);
        var (volume, clearance) = (body.SteadyVolume, body.HepaticClearance() + body.RenalClearance());

        Assert.Equal(100 / volume * Math.Exp(-clearance / volume * 12), amounts[body.Veins] / fast.VenousVolume, 1e-4 * 100 / volume);
    }

    [Fact]
    public void A_missing_or_impossible_partition_names_its_organ()
    {
        Dictionary<string, double> partition = new(Basic.Partition) { ["skin"] = 0 };
        Assert.Contains("skin cannot be 0", Assert.Throws<PhysiologyException>(() => new WholeBody(Male, Basic with { Partition = partition })).Message);
        partition.Remove("skin");
        Assert.Contains("between skin and plasma", Assert.Throws<PhysiologyException>(() => new WholeBody(Male, Basic with { Partition = partition })).Message);
    }

    [Fact]
    public void Impossible_properties_are_refused_with_their_value()
    {
        Assert.Contains("1.2", Assert.Throws<ArgumentOutOfRangeException>(() => Basic with { AbsorbedShare = 1.2 }).Message);
        Assert.Contains("above 0 and up to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Basic with { UnboundInPlasma = 0 }).Message);
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => Basic with { HepaticIntrinsic = -1 }).Message);
    }

    private static double Area(WholeBody body, int into, double function = 1)
    {
        var propagator = Propagator.Of(body.Rates(function), 24);
        double[] amounts = new double[body.Count], mean = new double[body.Count], after = new double[body.Count], none = new double[body.Count];
        amounts[into] = 1;
        var area = 0.0;
        for (var day = 0; day < 2000; day++)
        {
            propagator.Step(amounts, none, none, after, mean);
            (amounts, after) = (after, amounts);
            area += mean[body.Arteries] / body.Physiology.ArterialVolume * 24;
        }

        return area;
    }

    private static (double[] Amounts, double[] Mean) Lived(WholeBody body, double hours, int ticks, Action<double[], int> dose, double inflow, double slope)
    {
        var propagator = Propagator.Of(body.Rates(), hours);
        double[] amounts = new double[body.Count], mean = new double[body.Count], after = new double[body.Count], into = new double[body.Count], rise = new double[body.Count];
        (into[body.Veins], rise[body.Veins]) = (inflow, slope);
        for (var tick = 0; tick < ticks; tick++)
        {
            dose(amounts, tick);
            propagator.Step(amounts, into, rise, after, mean);
            (amounts, after) = (after, amounts);
        }

        return (amounts, mean);
    }

    private static Kinetics Substance(RodgersRowland molecule, double hepatic, double renal) => new()
    {
        UnboundInPlasma = molecule.UnboundInPlasma,
        BloodToPlasma = molecule.BloodToPlasma,
        Partition = ReferenceMale.Organs.ToDictionary(o => o, molecule.Partition),
        HepaticIntrinsic = hepatic,
        RenalIntrinsic = renal,
    };
}
