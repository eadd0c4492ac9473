using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Radiation;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Survival after photons by counting clones: a founder that was lethally hit fails at its next mitosis, so a clone of two cells or more has survived.</summary>
internal static class Radiobiology
{
    private const string Published = "α and β: survival data of Furusawa in PMC3650740, figure 8 (verified); survival by exp(−αD − βD²), Brenner 2008, PMC2750078";
    private const double Counted = 25; // h: a fixed cycle of 24 h brings every founder to its next mitosis

    private static readonly double[] Doses = [1, 2, 4, 6, 8];

    public static IEnumerable<Experiment> All =>
    [
        Line("V79", new(0.184, 0.020), ".8155", ".6389", ".3478", ".1614", ".0638"),
        Line("HSG", new(0.313, 0.0615), ".6876", ".4181", ".1069", ".0167", ".0016"),
        Fractions,
    ];

    private static Experiment Line(string name, LinearQuadratic law, params string[] survivals)
    {
        var group = $"Radiation · {name}";
        return new(
            group,
            [.. Doses.Select((dose, i) => new Claim($"{name}: survival at {dose} Gy", $"share of cells whose clones grow on after {dose} Gy of photons at once", new Near(survivals[i]), Published, "survival without its quadratic part, or a dose that is given twice"))],
            bench =>
            {
                var found = Doses.Select(dose => Survival(bench, $"{group}, {dose} Gy", law, dose)).ToArray();
                var plot = new Plot($"Survival of {name}", "dose, Gy", "surviving fraction", [.. Enumerable.Range(0, 81).Select(i => i / 10.0).Select(d => (d, Math.Exp(-law.Alpha * d - law.Beta * d * d)))], [.. Doses.Zip(found, (d, f) => (d, f.Number))]);
                return [.. found.Select((f, i) => i == found.Length - 1 ? f with { Plot = plot } : f)];
            });
    }

    private static Experiment Fractions => new(
        "Radiation · fractions",
        [
            new("30 × 2 Gy at α/β 10: BED", "biologically effective dose, Gy", new Within(72, 1e-9, "1e-9"), "closed form: nd(1 + d/(α/β)), Brenner 2008, PMC2750078 (computed)", "doses that merely add up: 60"),
            new("30 × 2 Gy at α/β 3: BED", "biologically effective dose, Gy", new Within(100, 1e-9, "1e-9"), "closed form: nd(1 + d/(α/β)) (computed)", "the α/β of a tumour in place of late-responding tissue: 72"),
            new("4 × 5 Gy at α/β 10: EQD2", "dose in fractions of 2 Gy with the same effect, Gy", new Within(25, 1e-9, "1e-9"), "closed form: BED/(1 + 2/(α/β)) (computed)", "doses that merely add up: 20"),
        ],
        bench =>
        {
            var dose = bench.Subject.EffectiveDose;
            return [dose(new(0.3, 0.03), 30, 2), dose(new(0.3, 0.1), 30, 2), dose(new(0.3, 0.03), 4, 5) / (1 + 2 * 0.03 / 0.3)];
        });

    private static Evidence Survival(Bench bench, string experiment, LinearQuadratic law, double dose)
    {
        var type = StableModels.Typical with { Radiosensitivity = new(law, new Dictionary<Phase, double>(), 1.5, promptDeath: false) };
        var clones = bench.Found(experiment, type, Counted, interventions: [new Irradiation(dose, new Schedule(0), Target.Organism)]).At(Counted).Living;
        return Ensembles.Mean([.. clones.Select(cells => cells >= 2 ? 1.0 : 0)]);
    }
}
