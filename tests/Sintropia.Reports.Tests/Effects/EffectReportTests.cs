using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Reports.Effects;

namespace Sintropia.Reports.Tests.Effects;

public sealed class EffectReportTests
{
    private static readonly double[] Doses = [0.1, 0.3, 1, 3, 10];

    private static DoseResponseStudy Curves(string name) => new()
    {
        Title = "Curves", Source = "made up", Labels = ["drug"], Metric = AssayMetric.GrowthRateInhibition, Unit = "nM",
        Series = DoseAssay.Of(AssayTable.Parse("drug,dose,response\n" + string.Join('\n', Doses.Select((d, i) => FormattableString.Invariant($"{name},{d},{1 - 0.2 * i}")).Append("none,1,0.5"))), new() { By = ["drug"] }),
    };

    private static CombinationStudy Matrices()
    {
        var curve = new HillCurve(0, 0.9, 1, 1);
        double[] all = [0, .. Doses];
        var wells = all.SelectMany(a => all.Select(b => new CombinationWell(a, b, 1 - curve.At(a + b)))).ToArray();
        return new() { Title = "Pairs", Source = "made up", Matrices = [new(new("1", "x", "y", wells), CombinationScores.Of(wells)), new(new("2", "x", "<z>", wells[1..]), CombinationScores.Of(wells[1..]))] };
    }

    [Fact]
    public void Curves_are_written_as_tables_and_one_page()
    {
        using var folder = new TemporaryFolder();
        DoseResponseReport.Write(Curves("x"), folder.Path);

        var curves = File.ReadAllLines(Path.Combine(folder.Path, DoseResponseReport.Curves));
        Assert.StartsWith("drug,outcome,failure,points,left_out,lowest_dose,highest_dose,p,r2,e0,e0_low,e0_high,einf", curves[0]);
        Assert.Contains(",gr50,gr50_low,gr50_high,", curves[0]);
        Assert.StartsWith("none,failed,\"Responses at 1 dose(s)", curves[1]);
        Assert.StartsWith("x,sigmoid,,5,0,0.1,10,", curves[2]);
        Assert.Equal(7, File.ReadAllLines(Path.Combine(folder.Path, DoseResponseReport.Points)).Length);
        Assert.Contains("dose-response", File.ReadAllText(Path.Combine(folder.Path, DoseResponseReport.Page)));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length); // nothing temporary stays
    }

    [Fact]
    public void Scores_are_written_as_tables_and_one_page_and_failures_with_their_reason()
    {
        using var folder = new TemporaryFolder();
        CombinationReport.Write(Matrices(), folder.Path);

        var scores = File.ReadAllLines(Path.Combine(folder.Path, CombinationReport.Scores));
        Assert.Contains("loewe,loewe_low,loewe_high,loewe_largest,loewe_smallest,loewe_pairs,loewe_failure", scores[0]);
        Assert.StartsWith("1,x,y,,,1,", scores[1]);
        Assert.StartsWith("2,x,<z>,no_control,\"There is no well without drugs", scores[2]);
        Assert.Equal(26, File.ReadAllLines(Path.Combine(folder.Path, CombinationReport.Pairs)).Length);
    }

    [Fact]
    public void Names_cannot_become_markup()
    {
        using var folder = new TemporaryFolder();
        DoseResponseReport.Write(Curves("</script><img src=x>"), folder.Path);
        CombinationReport.Write(Matrices(), folder.Path, plainTables: true);

        Assert.DoesNotContain("<img src=x>", File.ReadAllText(Path.Combine(folder.Path, DoseResponseReport.Page)));
        Assert.Contains("&lt;z&gt;", File.ReadAllText(Path.Combine(folder.Path, CombinationReport.Page)));
    }

    [Fact]
    public void Without_the_page_tables_say_what_was_found()
    {
        using var folder = new TemporaryFolder();
        CombinationReport.Write(Matrices(), folder.Path, plainTables: true);
        var html = File.ReadAllText(Path.Combine(folder.Path, CombinationReport.Page));

        Assert.Contains("Mean excess over each model", html);
        Assert.Contains("There is no well without drugs", html);
        Assert.DoesNotContain("<script", html);
    }

    [Fact]
    public void A_folder_of_runs_becomes_wells_with_the_levels_that_reached_them()
    {
        using var folder = new TemporaryFolder();
        foreach (var (run, level) in new[] { ("low", 0.1), ("high", 3.0) })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, run));
            File.WriteAllText(Path.Combine(folder.Path, run, "run.json"), """{ "name": "n", "status": "completed", "units": { "drug": "uM" }, "interventions": [ { "condition": "treated", "text": "t", "kind": "compound", "from_h": 6 } ] }""");
            File.WriteAllText(Path.Combine(folder.Path, run, "exposure.csv"), FormattableString.Invariant($"time_h,condition,replicate,organ,tissue,substance,unit,value\n0,treated,1,culture,dish,drug,uM,0\n12,treated,1,culture,dish,drug,uM,{level}\n"));
            File.WriteAllText(Path.Combine(folder.Path, run, "timeseries.csv"), "time_h,condition,replicate,organ,tissue,cell_type,phase,value\n0,control,1,culture,dish,line,G1,100\n12,control,1,culture,dish,line,G1,200\n0,treated,1,culture,dish,line,G1,100\n12,treated,1,culture,dish,line,G1,120\n12,treated,1,culture,dish,line,apoptotic,9\n");
        }

        var wells = SimulatedWells.Read(folder.Path);

        Assert.True(SimulatedWells.IsRun(folder.Path));
        Assert.Equal(6, wells.FromHours);
        Assert.Equal([("drug", "uM")], wells.Units.Select(u => (u.Key, u.Value)));
        Assert.Equal(["high: control", "high: treated", "low: control", "low: treated"], wells.Wells.Select(w => w.Condition).Order(StringComparer.Ordinal));
        Assert.Equal([3, 0.1], wells.SingleDrugs().Where(c => !c.IsControl).Select(c => c.Dose));
        Assert.All(wells.SingleDrugs().Where(c => !c.IsControl), c => Assert.Equal([100, 120], c.Counts)); // the dead are no cells
        Assert.Empty(wells.Combinations(12));
    }
}
