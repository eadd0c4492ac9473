using System.Globalization;
using System.Text;
using Sintropia.Calibration.Posteriors;
using Sintropia.Calibration.Problems;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Calibration.Tests.Problems;

/// <summary>Division and death from counts of a melanoma line under PLX4720 and of HCC1954 under lapatinib: Harris et al. 2016, doi:10.1038/nmeth.3852.</summary>
public sealed class MeasuredCountsTests(ITestOutputHelper output)
{
    private const double Error = 0.08; // of the logarithm of a mean of two wells

    private static readonly AssayOptions
        Melanoma = new() { Dose = "Conc", Count = "cell.count", Time = "rel.time", Well = "well", By = ["cellLine"], Control = RowFilter.Parse("Conc == 0") },
        Hcc1954 = new() { Dose = "Conc", Count = "Count", Time = "Time", Well = "UID", By = ["Cell.Line"], Control = RowFilter.Parse("Conc == 0") };

    [Fact(Explicit = true)] // by hand: the figures of docs/calibration.md
    public void Division_and_death_of_a_melanoma_line_and_of_HCC1954()
    {
        Calibrate("data/harris2016_cell_count_timecourses/melanoma_plx4720_timecourse.csv.gz", Melanoma, "cellLine == SKMEL5", "SKMEL5", [0, 5e-7, 2e-6, 8e-6, 3.2e-5]);
        Calibrate("data/harris2016_cell_count_timecourses/hcc1954_egfr_inhibitors_timecourse.csv.gz", Hcc1954, "Treatment == Lapatinib and Date == 20120331", "HCC1954", [0, 1.25e-7, 5e-7, 2e-6, 8e-6]);
    }

    private void Calibrate(string file, AssayOptions columns, string where, string name, double[] doses)
    {
        var courses = DoseAssay.Courses(AssayTable.Read(Shared.File(file), RowFilter.Parse(where)), columns);
        var hours = courses[0].Hours.Where(t => t > 0).ToArray();
        var measurements = doses.SelectMany(dose => hours.Select(t => new Measurement("fold", ObservedQuantity.Fold, ObservedScale.Log, Condition(dose), t,
            courses.Where(c => c.Dose == dose).Select(c => CalibrationProblem.Scaled(Math.Pow(2, c.LogAt(t) - c.LogAt(c.Hours[0])), ObservedScale.Log)).Average(), Error))).ToArray();
        CalibratedParameter[] sought =
        [
            new("cycle", "cell_types.line.cycle.G1.exponential", 12, 80, true, "h"), new("slowing", "compounds.drug.effects[0].maximum", 0, 100, false, "%"), new("slowing_ec50", "compounds.drug.effects[0].ec50", 0.05, 50, true, "uM"),
            new("death", "compounds.drug.effects[1].maximum", 0.0005, 0.1, true, "per h"), new("death_ec50", "compounds.drug.effects[1].ec50", 0.05, 50, true, "uM"),
        ];
        var problem = new CalibrationProblem(sought, measurements);
        var model = new ScenarioModel(Text(doses, hours[^1]), name + ".yaml", problem, limit: 20_000); // the largest measured fold is 38
        var sampling = new SequentialSampling(sought.Length, (shares, s) => model.Simulate([.. sought.Select((p, k) => p.At(shares[k]))], s), [.. measurements.Select(m => m.Value)], [.. measurements.Select(m => m.Noise)],
            new() { Particles = 160, Generations = 12, Threads = 2, Seed = 1, LeastAcceptance = 0.02 });
        var state = sampling.Run(SamplingState.Begin(name), stop: TestContext.Current.CancellationToken);
        var posterior = Posterior.Of(state, sought, [.. measurements.Select(m => m.Value)], sampling.Scales(state.Generations[0]));
        var last = state.Generations[^1];
        var inside = Enumerable.Range(0, measurements.Length).Count(i =>
        {
            var pairs = last.Particles.Select(p => (p.Simulated[i], p.Weight)).ToArray();
            return measurements[i].Value >= Posterior.Quantile(pairs, 0.025) && measurements[i].Value <= Posterior.Quantile(pairs, 0.975);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {state.Generations.Count} generations, {state.Generations.Sum(g => g.Simulations)} simulations, tolerance {last.Tolerance:F1} for {measurements.Length} measurements, of which {inside} lie in the 95 % band"));
        for (var k = 0; k < sought.Length; k++)
        {
            var (adjusted, sampled) = (posterior.Interval(k), posterior.SampledInterval(k));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {sought[k].Name}: {sampled.Estimate:G3} ({sampled.Low:G3} to {sampled.High:G3}) {sought[k].Unit}{(posterior.IsAdjusted ? $"; adjusted {adjusted.Estimate:G3} ({adjusted.Low:G3} to {adjusted.High:G3})" : "")}"));
        }

        Assert.True(inside >= 0.6 * measurements.Length, $"{name}: {inside} of {measurements.Length}");
    }

    private static string Condition(double dose) => dose == 0 ? "control" : string.Create(CultureInfo.InvariantCulture, $"d{dose * 1e9:F0}");

    /// <summary>A line of memoryless cells under a drug that comes to act over a day, slows division and kills.</summary>
    private static string Text(double[] doses, double last)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $$"""
            format: 1
            name: counts
            seed: 1
            duration: {{last}} h
            tick: 1 h
            lineage: none
            cell_types: { line: { cycle: { G1: { exponential: 20 h } } } }
            compounds:
              drug:
                unit: uM
                effects:
                  - { slows: G1, ec50: 1 uM, hill: 1, maximum: 50 % }
                  - { harms: apoptosis, ec50: 1 uM, hill: 1, maximum: 0.01 per h }
            tissues: { dish: { populations: [ { type: line, cells: 100 cells } ] } }
            conditions:
              control: []

            """));
        foreach (var dose in doses.Where(d => d > 0)) text.Append(CultureInfo.InvariantCulture, $"  {Condition(dose)}: [ {{ compound: drug, dose: {dose * 1e6} uM, ramp: exponential over 24 h }} ]\n");
        return text.ToString();
    }
}
