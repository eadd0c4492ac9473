using System.Globalization;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Tests.Assays;

public sealed class DoseAssayTests
{
    private static readonly double[] Doses = [0.01, 0.1, 0.3, 1, 3, 10];

    private static string Lines(params IEnumerable<string>[] parts) => string.Join('\n', parts.SelectMany(p => p)) + "\n";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Cultures that grow at k·(1 − c/(c + EC50)) from 200 cells, counted every 12 h; a well a dose and two controls.</summary>
    private static string Counts(double half, string control = "0") => Lines(["drug,line,dose,time,count,well"],
        Doses.SelectMany((d, w) => Enumerable.Range(0, 7).Select(i => $"x,L,{Text(d)},{12 * i},{Text(200 * Math.Pow(2, 0.04 * 12 * i / (1 + d / half)))},w{w}")),
        Enumerable.Range(0, 2).SelectMany(w => Enumerable.Range(0, 7).Select(i => $"{(control == "0" ? "x" : control)},L,0,{12 * i},{Text(200 * Math.Pow(2, 0.04 * 12 * i))},c{w}")));

    [Fact]
    public void Responses_of_a_table_become_one_curve_for_each_group()
    {
        var curves = new Dictionary<string, HillCurve> { ["x"] = new(1, 0.1, 0.5, 1), ["y"] = new(1, 0.4, 2, 1.5) };
        var table = AssayTable.Parse(Lines(["drug\tconc\tleft"], curves.SelectMany(c => Doses.Append(0).Select(d => $"{c.Key}\t{Text(d)}\t{Text(100 * c.Value.At(d))}"))));
        var series = DoseAssay.Of(table, new() { Dose = "conc", Response = "left", By = ["drug"], Scale = 100 });

        Assert.Equal(["x", "y"], series.Select(s => s.Name));
        Assert.All(series, s => Assert.Equal(curves[s.Name].HalfDose, s.Fit.Curve.HalfDose, 5));
        Assert.All(series, s => Assert.Equal(6, s.Fit.Points)); // the control is 1 by definition
    }

    [Fact]
    public void Counts_become_rates_and_growth_rate_inhibition_against_their_own_controls()
    {
        var table = AssayTable.Parse(Counts(0.5));
        var options = new AssayOptions { By = ["drug", "line"], Well = "well", Metric = AssayMetric.DipRate };
        var dip = Assert.Single(DoseAssay.Of(table, options));
        var gr = Assert.Single(DoseAssay.Of(table, options with { Metric = AssayMetric.GrowthRateInhibition }));
        var relative = Assert.Single(DoseAssay.Of(table, options with { Metric = AssayMetric.Relative, AtHours = 48 }));

        Assert.Equal(0.04, dip.Control, 10);
        Assert.Equal(0.5, dip.Fit.Curve.HalfDose, 5); // rates fall as a Hill curve of slope 1
        Assert.Equal(1, dip.Fit.Curve.Slope, 4);
        Assert.Equal(0.04 * 72, gr.Control, 10);
        Assert.All(gr.Points, p => Assert.Equal(Math.Pow(2, 1 / (1 + p.Dose / 0.5)) - 1, p.Response, 10));
        Assert.All(relative.Points, p => Assert.Equal(Math.Pow(2, 0.04 * 48 * (1 / (1 + p.Dose / 0.5) - 1)), p.Response, 10));
        Assert.Equal(6, gr.Points.Count);
    }

    [Fact]
    public void Controls_under_a_name_of_their_own_serve_every_drug_of_their_line()
    {
        var table = AssayTable.Parse(Counts(0.5, control: "DMSO"));
        var series = Assert.Single(DoseAssay.Of(table, new() { By = ["drug", "line"], Well = "well", Metric = AssayMetric.GrowthRateInhibition, Control = RowFilter.Parse("drug == DMSO") }));
        Assert.Equal("x · L", series.Name);
        Assert.Equal(FitOutcome.Sigmoid, series.Fit.Outcome);
    }

    [Fact]
    public void Times_between_records_are_read_on_the_logarithm()
    {
        var course = new CountCourse([], 0, true, [0, 10, 20], [100, 400, 0]);
        Assert.Equal(Math.Log2(200), course.LogAt(5), 12);
        Assert.Equal(Math.Log2(400), course.LogAt(10));
        Assert.Equal([double.NaN, double.NaN, double.NaN], new[] { -1.0, 15, 21 }.Select(course.LogAt));
    }

    [Fact]
    public void A_control_that_shrinks_gives_failures_that_are_counted()
    {
        var table = AssayTable.Parse(Lines(["dose,time,count"], Doses.Append(0).SelectMany(d => new[] { $"{Text(d)},0,100", $"{Text(d)},48,{(d == 0 ? 90 : 50)}" })));
        var series = Assert.Single(DoseAssay.Of(table, new() { Metric = AssayMetric.GrowthRateInhibition }));
        Assert.Equal(FitFailure.NoResponses, series.Fit.Failure);
        Assert.Equal(6, Assert.Single(series.Unusable).Value);
        Assert.Equal("all", series.Name);
    }

    [Fact]
    public void What_is_wrong_with_a_table_is_said_with_file_line_and_what_to_do()
    {
        var missing = Assert.Throws<AssayTableException>(() => DoseAssay.Of(AssayTable.Parse("dosis,response\n1,2\n", "a.csv"), new()));
        Assert.Contains("There is no column 'dose'. The nearest are 'dosis'", missing.Message);
        Assert.Contains("--dose", missing.Message);
        var word = Assert.Throws<AssayTableException>(() => DoseAssay.Of(AssayTable.Parse("dose,response\n1,0.5\n2,much\n", "a.csv"), new()));
        Assert.StartsWith("a.csv:3: Column 'response' holds 'much'.", word.Message);
        Assert.Contains("cannot be less than 0", Assert.Throws<AssayTableException>(() => DoseAssay.Of(AssayTable.Parse("dose,response\n-1,0.5\n"), new())).Message);
        Assert.Contains("--control", Assert.Throws<AssayTableException>(() => DoseAssay.Of(AssayTable.Parse("dose,time,count\n1,0,5\n1,9,5\n"), new() { Metric = AssayMetric.Relative })).Message);
        Assert.Contains("fulfils", Assert.Throws<AssayTableException>(() => AssayTable.Parse("dose,response\n1,1\n", where: RowFilter.Parse("dose > 5"))).Message);
        Assert.Contains("cannot be read", Assert.Throws<AssayTableException>(() => AssayTable.Read("nowhere.csv")).Message);
        Assert.StartsWith("t: The file is empty.", Assert.Throws<AssayTableException>(() => AssayTable.Parse("", "t")).Message);
    }
}
