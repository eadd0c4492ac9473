using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Kinetics;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Tests.Lineages;

namespace Sintropia.Evaluation.Tests.Measured;

/// <summary>Counts of eight breast lines under 27 drugs at seven to ten doses, to 119 h (Harris et al. 2016, doi:10.1038/nmeth.3852; Lubbock et al. 2021, doi:10.1093/nar/gkab424).</summary>
public sealed class ProliferationTests(ITestOutputHelper output)
{
    private static readonly AssayOptions Columns = new() { Dose = "dose_M", Count = "cell_count", Time = "time_h", Well = "well_id", By = ["drug", "cell_line"], Control = RowFilter.Parse("drug == control") };

    private sealed record Errors(string Name, double Law, double Interpolated, double Untreated);

    /// <summary>Root mean squares of log2 counts at doses that were not fitted, one a drug and line. Doses are told apart by their rank from the highest: 1 fits the second, fourth, … and so extrapolates to the
    /// highest; 0 fits the highest, third, ….</summary>
    private static Errors[] AtOtherDoses(int parity)
    {
        var courses = DoseAssay.Courses(AssayTable.Read(RecordedLineages.Path("data/harris2016_cell_count_timecourses/breast_8lines_27drugs_timecourse.csv.gz")), Columns);
        var controls = courses.Where(c => c.IsControl).GroupBy(c => c.Labels[1]).ToDictionary(g => g.Key, g => g.ToArray());
        var growths = controls.ToDictionary(c => c.Key, c => ControlGrowth.Of(c.Value)!);
        var pairs = courses.Where(c => !c.IsControl).GroupBy(c => (Drug: c.Labels[0], Line: c.Labels[1])).OrderBy(g => g.Key).ToArray();
        var errors = new Errors[pairs.Length];
        Parallel.For(0, pairs.Length, i =>
        {
            var doses = pairs[i].Select(c => c.Dose).Distinct().OrderDescending().ToList();
            var known = pairs[i].Where(c => doses.IndexOf(c.Dose) % 2 == parity).ToArray();
            var (law, interpolation) = (DoseKinetics.Of(growths[pairs[i].Key.Line], known)!, new DoseInterpolation(controls[pairs[i].Key.Line], known));
            var untreated = law with { Slowing = new(0, 0, 1, 1), Death = new(0, 0, 1, 1) };
            double[] squares = new double[3];
            var count = 0;
            foreach (var well in pairs[i].Except(known))
            {
                var start = well.LogAt(well.Hours[0]);
                if (!double.IsFinite(start)) continue;
                double[][] predictions = [law.Predict(well.Dose, well.Hours, start), interpolation.Predict(well.Dose, well.Hours, start), untreated.Predict(0, well.Hours, start)];
                for (var t = 1; t < well.Hours.Count; t++)
                {
                    var measured = Math.Log2(well.Counts[t]);
                    if (!double.IsFinite(measured) || !predictions.All(p => double.IsFinite(p[t - 1]))) continue;
                    for (var k = 0; k < 3; k++) squares[k] += Math.Pow(predictions[k][t - 1] - measured, 2);
                    count++;
                }
            }

            errors[i] = new($"{pairs[i].Key.Drug} · {pairs[i].Key.Line}", Math.Sqrt(squares[0] / count), Math.Sqrt(squares[1] / count), Math.Sqrt(squares[2] / count));
        });
        return errors;
    }

    private void Print(Errors[] errors)
    {
        string Row(string what, Func<Errors, double> of) => FormattableString.Invariant(
            $"{what}: median {OrderStatistics.Quantile(errors.Select(of), 0.5):0.000}, quartiles {OrderStatistics.Quantile(errors.Select(of), 0.25):0.000} to {OrderStatistics.Quantile(errors.Select(of), 0.75):0.000}, root mean square {Math.Sqrt(errors.Average(e => of(e) * of(e))):0.000}, largest {errors.Max(of):0.00}");
        output.WriteLine($"{errors.Length} drugs and lines; the law is nearer in {errors.Count(e => e.Law < e.Interpolated)}");
        output.WriteLine(Row("law", e => e.Law));
        output.WriteLine(Row("interpolation", e => e.Interpolated));
        output.WriteLine(Row("no effect", e => e.Untreated));
        foreach (var e in errors.OrderByDescending(e => e.Law - e.Interpolated).Take(6).Concat(errors.OrderBy(e => e.Law - e.Interpolated).Take(6))) output.WriteLine($"{e}");
    }

    [Fact]
    public void Rates_of_division_and_death_fitted_at_half_of_the_doses_predict_counts_at_the_other_half()
    {
        var errors = AtOtherDoses(parity: 0);
        Print(errors);
        double Median(Func<Errors, double> of) => OrderStatistics.Quantile(errors.Select(of), 0.5);

        // Figures of docs/effects.md. Between known doses the law and the interpolation, which knows no law, are about as near.
        Assert.Equal(216, errors.Length);
        Assert.Equal(0.304, Median(e => e.Law), 0.005);
        Assert.Equal(0.323, Median(e => e.Interpolated), 0.005);
        Assert.Equal(0.631, Median(e => e.Untreated), 0.005);
        Assert.InRange(errors.Count(e => e.Law < e.Interpolated), 92, 112);
    }

    [Fact(Explicit = true)]
    public void Figures_where_the_highest_dose_is_extrapolated() => Print(AtOtherDoses(parity: 1));
}
