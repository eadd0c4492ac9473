using Sintropia.Biology.Cells;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>Molecules part between daughters one by one.</summary>
internal static class Partitioning
{
    private const string Source = "closed form: mean N/2, variance N/4 (computed)";

    public static IEnumerable<Experiment> All => [Of(1000, "500.000", "250.000"), Of(7, "3.5000", "1.7500")];

    private static Experiment Of(int molecules, string mean, string variance)
    {
        var group = $"Partition · {molecules} molecules";
        return new(
            group,
            [
                new($"partition of {molecules}: mean", $"molecules of {molecules} that a daughter receives", new Near(mean), Source, "one daughter favoured: 60/40 gives 0.6·N"),
                new($"partition of {molecules}: variance", "variance over divisions", new Near(variance), Source, "halves rounded (no noise), or molecules that part in clusters of c (c times the variance)"),
            ],
            bench =>
            {
                var draws = bench.Draws(group);
                var shares = Enumerable.Range(0, bench.Founders).Select(i => (double)bench.Subject.Partition(molecules, CellId.Founder(0, (ulong)i), draws)).ToArray();
                return [Ensembles.Mean(shares), Ensembles.Variance(shares)];
            });
    }
}
