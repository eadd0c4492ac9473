using Sintropia.Evaluation.DoseResponse;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>What two drugs are expected to do together, where that is known.</summary>
internal static class DrugCombinations
{
    private const string Vectors = "closed form for two drugs at their half-maximal doses, slope 1 (computed)";
    private const double Exact = 1e-9;

    private static readonly HillCurve One = new(0, 1, 2, 1), Other = new(0, 1, 5, 1);

    public static IEnumerable<Experiment> All => [Models, Sham];

    private static Experiment Models => new(
        "Combinations · two half-maximal doses",
        [
            new("combination: HSA", "expected effect by the highest single agent", new Within(0.5, Exact, "1e-9"), Vectors, "the sum of the two, 1"),
            new("combination: Bliss", "expected effect by independence", new Within(0.75, Exact, "1e-9"), Vectors, "the sum without the overlap, 1"),
            new("combination: Loewe", "expected effect by additivity", new Within(2.0 / 3, Exact, "1e-9"), Vectors, "independence in place of additivity gives 0.75"),
        ],
        bench => [bench.Subject.HighestAgent(One.At(2), Other.At(5)), bench.Subject.Independence(One.At(2), Other.At(5)), bench.Subject.Additivity(One, 2, Other, 5)]);

    private static Experiment Sham => new(
        "Combinations · a drug with itself",
        [
            new("sham combination: Loewe", "largest excess over additivity of a drug combined with itself, at 196 pairs of doses of four curves", new Within(0, Exact, "1e-9"), "a drug is a dilution of itself (definition of additivity)", "independence in place of additivity: excesses of a tenth and more"),
            new("sham combination: beyond a maximum", "effect of a drug that reaches 0.99 with one that reaches 0.2, at ten times its half-maximal dose", new Within(100.0 / 101, Exact, "1e-9"), "an effect that a drug cannot reach takes an infinite dose of it", "no solution, or that of the weaker drug's maximum"),
        ],
        bench =>
        {
            double[] doses = [1e-6, 0.01, 0.1, 1, 10, 100, 1e6];
            HillCurve[] curves = [new(0, 1, 1, 1), new(0, 0.9, 0.3, 2.5), new(0, 0.4, 20, 0.5), new(0, 0.05, 1e-3, 4)];
            var largest = curves.Max(c => doses.Max(a => doses.Max(b => Math.Abs(c.At(a + b) - bench.Subject.Additivity(c, a, c, b)))));
            return [largest, bench.Subject.Additivity(new(0, 1, 1, 2), 10, new(0, 0.2, 0.1, 1), 5)];
        });
}
