using Sintropia.Biology.Cells;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Partitioning;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>What blood carries: the closed forms of one compartment, the areas that clearances leave, and a balance that closes. No chance in any of it.</summary>
internal static class BodiesAndBlood
{
    private const double Ln2 = 0.6931471805599453, HalfLife = 6, Relative = 1e-9;
    private const string Textbook = "closed form of one compartment (computed)", Balance = "1e-9 relative";
    private static readonly double[,] One = { { -Ln2 / HalfLife, 0 }, { Ln2 / HalfLife, 0 } };

    /// <summary>A base, a neutral molecule and an acid.</summary>
    private static readonly (RodgersRowland Molecule, double Hepatic, double Renal)[] Three =
        [(new(1.5, new([], [8.5]), 0.3, 1.2), 300, 10), (new(2, Ionisation.Neutral, 0.1), 40, 0), (new(2.5, new([4.5], []), 0.05, 0.6), 3, 40)];

    public static IEnumerable<Experiment> All => [Compartment, Body, Month];

    private static Experiment Compartment => new(
        "Blood · one compartment",
        [
            new("one compartment: bolus", "mg/L of 100 mg in 50 L after two half-lives of 6 h", new Within(0.5, 0.5 * Relative, Balance), Textbook, "another rate of loss"),
            new("one compartment: accumulation", "of doses every 12 h over the first", new Within(4 / 3.0, 4 / 3.0 * Relative, Balance), Textbook, "another rate of loss"),
            new("one compartment: infusion", "amount after 12 h of 10 mg/h, over the rate", new Within(0.75 * HalfLife / Ln2, HalfLife * Relative, Balance), Textbook, "a dose that comes in all at once"),
            new("one compartment: mean", "mean amount over 12 h of a bolus of 1", new Within(0.75 / (2 * Ln2), Relative, Balance), Textbook, "the value at the middle of the tick"),
        ],
        bench =>
        {
            var twelve = bench.Subject.Propagate(One, 12);
            var (bolus, mean) = Step(twelve, [100, 0], 0);
            double[] again = [0, 0];
            for (var dose = 0; dose < 80; dose++) again = Step(twelve, [again[0] + 1, again[1]], 0).After;
            var (infused, _) = Step(twelve, [0, 0], 10);
            return [bolus[0] / 50, again[0] + 1, infused[0] / 10, mean[0] / 100];
        });

    private static Experiment Body => new(
        "Blood · whole body",
        [
            new("body: flows", "sum of the shares of the cardiac output", new Within(1, Relative, Balance), "conservation", "a share that two organs are given"),
            new("body: liver", "share of the cardiac output that leaves the liver: its artery and the portal vein", new Within(0.255, 0.255 * Relative, Balance), "Williams 1993, ICRP: 6.5 + 19 %", "a portal vein that misses an organ"),
            new("body: infusion", "arterial level in the end, times the clearances of liver and kidneys, over the rate", new Within(1, Relative, Balance), "well-stirred organs (computed)", "rates that do not belong to the interval"),
            new("body: first pass", "area by mouth over that into a vein, over Fa·Fg·Fh", new Within(1, Relative, Balance), "Fh = 1 − CL/Q (computed)", "a first pass that is counted twice"),
        ],
        bench =>
        {
            var male = ReferenceMale.At();
            var shares = bench.Subject.Shares();
            var hepatic = male.Organs.Select((o, i) => o.Perfusion is Perfusion.Portal or Perfusion.Hepatic ? shares[i] : 0).Sum();
            var body = new WholeBody(male, Of(Three[0]));
            var day = bench.Subject.Propagate(body.Rates(), 24);
            var amounts = new double[body.Count];
            for (var i = 0; i < 400; i++) amounts = Step(day, amounts, 5, body.Veins).After;
            var steady = amounts[body.Arteries] / male.ArterialVolume * (body.HepaticClearance() + body.RenalClearance()) / 5;
            var liver = new WholeBody(male, Of((Three[0].Molecule, Three[0].Hepatic, 0)));
            var first = 0.8 * WellStirred.Availability(male.HepaticFlow, liver.Kinetics.UnboundInBlood, liver.Kinetics.HepaticIntrinsic);
            // Of what a vein is given all is metabolised; of what the mouth is given what arrives. The areas are as the clearance is the same.
            return [shares.Sum(), hepatic, steady, Area(bench, liver, liver.Lumen, 2) / Area(bench, liver, liver.Veins, 1) / first];
        });

    private static Experiment Month => new(
        "Blood · balance over 30 days",
        [.. ((string[])["base", "neutral", "acid"]).Select(name => new Claim($"balance: {name}", $"of a {name} given daily by mouth, vein and infusion: in the body, eliminated or unabsorbed after 30 days, over what was given", new Within(1, Relative, Balance), "conservation", "a way out that nobody counts"))],
        bench =>
        {
            var organism = bench.Subject.Found(
                new()
                {
                    CellTypes = [new CellType { Name = "cell", Cycle = null, Quiescence = new(1, new Endless()) }],
                    Tissues = [new("liver", "lobules", [new(0, 10, Founding.Resting)])],
                    Agents = [.. Three.Select((_, i) => new Agent($"{i}", AgentKind.Compound, "uM"))],
                    Circulation = new(ReferenceMale.At(), [.. Three.Select((c, i) => new CarriedAgent(i, Of(c)))], [new(Elimination.Hepatic, 0, [0], 12)]),
                    Interventions =
                    [
                        .. Enumerable.Range(0, Three.Length).SelectMany(i => (Intervention[])[new Administration(i, Route.Oral, 100, new(1 + i, Every: 24)), new Administration(i, Route.Bolus, 7, new(2.3 + i, Every: 17)), new Administration(i, Route.Infusion, 30, new(3, Every: 24, For: 5.3))]),
                    ],
                    Seed = 1,
                    Duration = 720,
                },
                new() { Threads = 1 });
            while (!organism.IsComplete) organism.Advance();
            return bench.Subject.Blood(organism).Carried.Select(c => (Evidence)((c.InBody + c.Metabolised + c.Excreted + c.Unabsorbed) / c.Given));
        });

    private static Kinetics Of((RodgersRowland Molecule, double Hepatic, double Renal) compound) => new()
    {
        UnboundInPlasma = compound.Molecule.UnboundInPlasma,
        BloodToPlasma = compound.Molecule.BloodToPlasma,
        Partition = ReferenceMale.Organs.ToDictionary(o => o, compound.Molecule.Partition),
        HepaticIntrinsic = compound.Hepatic,
        RenalIntrinsic = compound.Renal,
        Absorption = 0.8,
        AbsorbedShare = 0.8,
    };

    /// <summary>Area under the arterial curve of one unit, by days until nothing is left.</summary>
    private static double Area(Bench bench, WholeBody body, int into, double hours)
    {
        // Two lengths of interval, so that an error in the length does not cancel.
        var propagator = bench.Subject.Propagate(body.Rates(), hours);
        double[] amounts = new double[body.Count];
        amounts[into] = 1;
        var area = 0.0;
        for (var i = 0; i < 20_000 / hours; i++)
        {
            (amounts, var mean) = Step(propagator, amounts, 0);
            area += mean[body.Arteries] * hours;
        }

        return area;
    }

    private static (double[] After, double[] Mean) Step(Propagator propagator, double[] amounts, double inflow, int into = 0)
    {
        double[] after = new double[amounts.Length], mean = new double[amounts.Length], rate = new double[amounts.Length];
        rate[into] = inflow;
        propagator.Step(amounts, rate, new double[amounts.Length], after, mean);
        return (after, mean);
    }
}
