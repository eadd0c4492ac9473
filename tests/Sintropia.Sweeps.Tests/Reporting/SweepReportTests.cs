using System.Xml.Linq;
using Sintropia.Runs.Results;
using Sintropia.Sweeps.Execution;
using Sintropia.Sweeps.Reporting;
using Sintropia.Sweeps.Tests.Execution;

namespace Sintropia.Sweeps.Tests.Reporting;

public sealed class SweepReportTests : IDisposable
{
    private readonly Swept _swept = new();

    public void Dispose() => _swept.Dispose();

    [Fact]
    public void Sobol_indices_find_the_parameter_that_does_something()
    {
        var rows = Write("""

            sweep:
              design: saltelli
              samples: 32
              parameters:
                killer: { at: 'interventions[1].dose', from: 0 uM, to: 2 uM }
                idle: { at: 'compounds.stopper.effects[0].ec50', from: 10 nM, to: 1000 nM, scale: log }
            """).Where(r => r[1] == "living").ToDictionary(r => (r[2], r[3]), r => double.Parse(r[4], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(1, rows[("killer", "first")], 1e-12);
        Assert.Equal(0, rows[("idle", "total")]); // the drug is not given
    }

    [Fact]
    public void Elementary_effects_have_a_row_for_each_measure()
    {
        var rows = Write("\nsweep: { design: morris, samples: 6, parameters: { killer: { at: 'interventions[1].dose', from: 0 uM, to: 2 uM }, stopper: { at: 'interventions[0].dose', from: 0 uM, to: 1 uM } } }");

        Assert.Equal(["mu", "mu_star", "sigma"], rows.Select(r => r[3]).Distinct().Order());
        Assert.All(rows.Where(r => r[1] == "living" && r[3] == "mu"), r => Assert.StartsWith("-", r[4])); // both leave fewer
    }

    [Fact]
    public void Spread_points_are_ranked()
    {
        var rows = Write("\nsweep: { design: latin-hypercube, samples: 12, parameters: { killer: { at: 'interventions[1].dose', from: 0 uM, to: 2 uM } } }");

        Assert.True(double.Parse(rows.Single(r => r[1] == "living").ElementAt(4), System.Globalization.CultureInfo.InvariantCulture) < -0.8);
    }

    [Fact]
    public void The_page_is_one_file_that_reaches_for_nothing_and_names_are_no_markup()
    {
        Write(Swept.Grid, Swept.Culture.Replace("name: Two drugs", "name: '<b>Two & drugs</b>'"));
        var page = File.ReadAllText(_swept["sweep", "report.html"]);

        Assert.Contains("&lt;b&gt;Two &amp; drugs&lt;/b&gt;", page);
        Assert.DoesNotContain("<b>", page);
        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("https:", page);
        Assert.Contains("doublings over stopper and killer", page);
        foreach (var svg in page.Split("<svg").Skip(1)) XElement.Parse("<svg" + svg[..(svg.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);
        Assert.DoesNotContain("NaN", page);
    }

    private string[][] Write(string sweep, string culture = Swept.Culture)
    {
        var folder = new SweepFolder(_swept["sweep"]);
        SweepReport.Write(_swept.Run(_swept.Plan(sweep, culture), "sweep").Carry(), folder);
        return [.. CsvRows.Read(folder.PathOf(SweepFolder.Sensitivities))];
    }
}
