using System.Globalization;
using System.Text;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Sweeps.Execution;
using Sintropia.Sweeps.Sensitivity;

namespace Sintropia.Sweeps.Reporting;

/// <summary>Writes the page of a sweep: what was changed, what came out, and which parameters it depends on.</summary>
public static class SweepReport
{
    private const int MostRows = 200, MostShades = 24;
    private static readonly string[] Drawn = ["doublings", "living", "divisions", "deaths"];

    /// <summary>Writes `sensitivity.csv` and `report.html` of a sweep, each under a temporary name first.</summary>
    /// <returns>The sensitivities.</returns>
    public static IReadOnlyList<Influence> Write(SweepResult result, SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var sensitivities = SweepAnalysis.Of(result);
        SweepAnalysis.Write(sensitivities, folder);
        Page.Write(folder.PathOf(SweepFolder.Page), Of(result, sensitivities));
        return sensitivities;
    }

    /// <summary>The page.</summary>
    public static string Of(SweepResult result, IReadOnlyList<Influence> sensitivities)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (plan, manifest) = (result.Plan, result.Manifest);
        var html = new StringBuilder($"<h1>{Page.Encoded(plan.Name)}</h1>");
        html.Append(Text($"<p>{manifest.Done} of {manifest.Points} points of a {Name(plan.Specification.Design)}{(manifest.Failed > 0 ? $", <span class=\"bad\">{manifest.Failed} failed</span>" : "")}; {(plan.Specification.OwnSeeds ? "each with a seed of its own" : $"all with seed {plan.Scenario.Seed}, so that what differs between them is what was changed")}. "));
        html.Append(Text($"Cells lived {manifest.SimulatedSeconds:0.0} s; a point took {1000 * manifest.OverheadSecondsPerPoint:0.00} ms besides. Sintropia {manifest.Sintropia}.</p>"));
        html.Append(Page.Table("What was changed", ["parameter", "values", "in the scenario"], plan.Specification.Parameters.Select(p => (string[])[p.Name, Values(p), string.Join(", ", p.At)])));
        foreach (var condition in plan.Conditions) Condition(html, result, sensitivities, condition);
        Table(html, result);
        foreach (var failed in result.Done.Values.Where(d => d.Failed).OrderBy(d => d.Point).Take(20))
            html.Append($"<p class=\"bad\">Point {failed.Point.ToString(CultureInfo.InvariantCulture)}: {Page.Encoded(failed.Rows.First(r => r.Failure is not null).Failure!)}</p>");
        return Page.Of(plan.Name, html.ToString());
    }

    /// <summary>The name of a design in a sentence.</summary>
    public static string Name(SweepDesign design) => design switch
    {
        SweepDesign.LatinHypercube => "Latin hypercube",
        SweepDesign.Sobol => "Sobol sequence",
        SweepDesign.Saltelli => "Saltelli design",
        SweepDesign.Morris => "Morris design",
        _ => design.ToString().ToLowerInvariant(),
    };

    private static void Condition(StringBuilder html, SweepResult result, IReadOnlyList<Influence> sensitivities, string condition)
    {
        html.Append($"<section>{(result.Plan.Conditions.Count > 1 ? $"<h2>{Page.Encoded(condition)}</h2>" : "")}");
        foreach (var outcome in Drawn)
        {
            var mine = sensitivities.Where(s => s.Condition == condition && s.Outcome == outcome).ToArray();
            if (mine.Length > 0) html.Append(Importance(outcome, mine));
        }

        var shown = Drawn.FirstOrDefault(o => result.Outcomes(condition, SweepRow.Outcomes.ToList().IndexOf(o)).Where(double.IsFinite).Distinct().Skip(1).Any()) ?? Drawn[0];
        var values = result.Outcomes(condition, SweepRow.Outcomes.ToList().IndexOf(shown));
        var parameters = result.Plan.Specification.Parameters;
        if (result.Plan.Specification.Design == SweepDesign.Grid && parameters.Count == 2 && parameters.All(p => p.Count <= MostShades)) html.Append(Pair(result.Plan, parameters, shown, values));
        for (var k = 0; k < parameters.Count; k++)
        {
            var number = k;
            html.Append(Page.Figure(Chart.Dots($"{shown} over {parameters[k].Name}", Axis(parameters[k]), shown, [.. result.Plan.Points.Select((p, i) => (p.Numbers[number], values[i]))],
                parameters[k].Range?.Logarithmic == true, parameters[k].IsNumeric ? null : parameters[k].Values), $"{shown} over {parameters[k].Name}, the others as they come"));
        }

        html.Append("</section>");
    }

    private static string Importance(string outcome, Influence[] mine)
    {
        var names = mine.Select(s => s.Parameter).Distinct().ToArray();
        var measures = mine.Select(s => s.Measure).Distinct().Where(m => m != "mu").ToArray();
        var series = measures.Select(m => (Word(m), (IReadOnlyList<Bounds>)[.. names.Select(n => mine.First(s => s.Parameter == n && s.Measure == m).Value)])).ToArray();
        var what = measures[0] switch
        {
            "first" => $"Sobol indices of {outcome}: the share of its variance that a parameter carries alone (first), and with all it interacts with (total); lines are 95 % bootstrap intervals",
            "mu_star" => $"Elementary effects on {outcome}, per whole range: μ* is how much a parameter matters, σ how much that depends on the rest; lines are 95 % bootstrap intervals",
            _ => $"Rank correlation of {outcome} with each parameter",
        };
        return Page.Figure(Chart.Bars(what, names, series), what);
    }

    private static string Pair(SweepPlan plan, IReadOnlyList<SweepParameter> parameters, string outcome, double[] values)
    {
        var (a, b) = (parameters[0], parameters[1]);
        var what = $"{outcome} over {a.Name} and {b.Name}";
        return Page.Figure(Chart.Shades(what, Axis(a), [.. Enumerable.Range(0, a.Count).Select(i => Short(a, i))], Axis(b), [.. Enumerable.Range(0, b.Count).Select(i => Short(b, i))], (column, row) => values[column * b.Count + row]), what);
    }

    private static void Table(StringBuilder html, SweepResult result)
    {
        var parameters = result.Plan.Specification.Parameters;
        var rows = result.Plan.Points.Where(p => result.Done.ContainsKey(p.Number)).SelectMany(p => result.Done[p.Number].Rows.Where(r => r.Failure is null).Select(r => (string[])
        [
            Number(p.Number), .. p.Texts, r.Condition, Number(r.Replicate), Number(r.Founders), Number(r.Living), Number(r.Divisions), Number(r.Deaths), double.IsFinite(r.Doublings) ? r.Doublings.ToString("0.000", CultureInfo.InvariantCulture) : "–",
        ])).Take(MostRows).ToArray();
        html.Append(Page.Table($"What came out{(result.Done.Values.Sum(d => d.Rows.Count) > rows.Length ? $": the first {rows.Length} rows of {SweepFolder.Table}" : "")}", [">point", .. parameters.Select(p => ">" + p.Name), "condition", ">replicate", ">founders", ">living", ">divisions", ">deaths", ">doublings"], rows));
    }

    private static string Values(SweepParameter p) => p.Range is { } range
        ? $"{range.Text(range.From)} to {range.Text(range.To)}{(range.Steps > 0 ? $", {range.Steps.ToString(CultureInfo.InvariantCulture)} values" : "")}{(range.Logarithmic ? ", in logarithms" : "")}"
        : string.Join(", ", p.Values);

    private static string Short(SweepParameter p, int index) => p.IsNumeric ? p.Value(index).Number.ToString("G4", CultureInfo.InvariantCulture) : p.Values[index];

    private static string Axis(SweepParameter p) => p.Unit.Length > 0 ? $"{p.Name}, {p.Unit}" : p.Name;

    private static string Word(string measure) => measure switch { "mu_star" => "μ*", "sigma" => "σ", "rank_correlation" => "rank correlation", _ => measure };

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
