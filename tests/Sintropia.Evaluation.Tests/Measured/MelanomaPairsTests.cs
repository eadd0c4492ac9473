using System.Globalization;
using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.Statistics;
using Sintropia.Evaluation.Tests.Lineages;

namespace Sintropia.Evaluation.Tests.Measured;

/// <summary>SKMEL-133 melanoma cells under 12 drugs alone and in all 66 pairs (Korkut et al. 2015, doi:10.7554/eLife.04640): one dose of each in a pair, so that models without curves alone apply.</summary>
public sealed class MelanomaPairsTests
{
    private static (CombinationScores Scores, double Measured)[] Pairs()
    {
        var lines = File.ReadAllLines(RecordedLineages.Path("data/cellbox_skmel133_perturbation_biology/responses_log2fc.csv")).Select(Fields).ToArray();
        var viability = Array.IndexOf(lines[0], "cellviab");
        var left = lines.Skip(1).ToDictionary(l => l[0], l => Math.Pow(2, double.Parse(l[viability], CultureInfo.InvariantCulture)));
        return [.. left.Where(c => c.Key.Contains(',')).Select(c =>
        {
            var (a, b) = (c.Key.Split(',')[0], c.Key.Split(',')[1]);
            var wells = new CombinationWell[] { new(1, 0, left[a]), new(0, 1, left[b]), new(1, 1, c.Value) };
            return (CombinationScores.Of(wells, new() { Baseline = BaselineRule.AsGiven }), c.Value);
        })];
    }

    [Fact] // oracle: NumPy on the same rows
    public void All_pairs_are_held_against_their_single_drugs()
    {
        var pairs = Pairs();
        double Error(ReferenceModel model) => Math.Sqrt(pairs.Average(p => Math.Pow(p.Scores[model].Mean.Estimate, 2)));
        var mean = pairs.Average(p => p.Measured);

        Assert.Equal(66, pairs.Length);
        Assert.Equal(0.1669552267605208, Error(ReferenceModel.Bliss), 10);
        Assert.Equal(0.18306080784731193, Error(ReferenceModel.Hsa), 10);
        Assert.Equal(0.3420068377359606, Math.Sqrt(pairs.Average(p => Math.Pow(p.Measured - mean, 2))), 10); // what knowing only the mean would err
        Assert.Equal(0.8927637167951988, Correlation.Pearson([.. pairs.Select(p => 1 - p.Scores.Cells[0].Bliss)], [.. pairs.Select(p => p.Measured)]), 10);
        Assert.Equal(0.05099712958406561, pairs.Average(p => p.Scores[ReferenceModel.Bliss].Mean.Estimate), 10);
    }

    [Fact]
    public void One_dose_of_a_drug_decides_no_curve_and_the_models_that_need_one_say_so() =>
        Assert.All(Pairs(), p => Assert.All([ReferenceModel.Loewe, ReferenceModel.Zip], m => Assert.Equal(CombinationFailure.TooFewDoses, p.Scores[m].Failure)));

    /// <summary>Names of conditions hold commas and are quoted.</summary>
    private static string[] Fields(string line)
    {
        if (line[0] != '"') return line.Split(',');
        var end = line.IndexOf('"', 1);
        return [line[1..end], .. line[(end + 2)..].Split(',')];
    }
}
