using System.Globalization;
using System.Runtime.InteropServices;
using Sintropia.Biology.Expression;
using Sintropia.Predictors.Trained;
using Sintropia.Runs.Execution;

namespace Sintropia.Runs.Results;

/// <summary>`response.csv`: by how much a trained model moves cells over time, for the genes that move most, and how far the members of an ensemble disagree about it.</summary>
/// <remarks>Each member's mean change of the model's reference cells under the levels of `exposure.csv` relaxes by the law of expression, as the cells do. For models that move all cells alike this is what happens to the pseudobulk; for those that look at each cell, of the reference cells'. Levels are those at records.</remarks>
public static class ResponseTable
{
    /// <summary>Name of the table.</summary>
    public const string FileName = "response.csv";

    private const string Header = "time_h,condition,replicate,organ,tissue,gene,change,low,high,members";
    private const int MostGenes = 12;

    /// <summary>Writes the table of a complete run; nothing where no trained model answers, or none of what it knows reaches any cell.</summary>
    /// <param name="directory">A run whose `exposure.csv` is complete.</param>
    /// <param name="plan">The run.</param>
    public static void Write(RunDirectory directory, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Organism(plan.Conditions[0], 1).Expression is not { Trained: ModelPredictor model } expression) return;
        List<Course> courses = [.. Levels(directory, model.Card).Select(c => new Course(c.Place, [.. c.Levels.Select(l => l.Time)], Members(c.Levels, model, expression)))];
        if (courses.Count == 0) return;
        var genes = Telling(courses, model.Card.Dimensions);
        directory.Write(FileName, path =>
        {
            using var table = new TableFile(path, Header, 0);
            foreach (var course in courses)
                for (var i = 0; i < course.Times.Length; i++)
                    foreach (var gene in genes)
                    {
                        var said = course.Members.Select(m => m[i][gene]).ToArray();
                        var mean = said.Average();
                        table.Add(course.Times[i]).Add(course.Place.Condition).Add(course.Place.Replicate).Add(course.Place.Organ).Add(course.Place.Tissue).Add(model.Card.Features[gene])
                            .Add(Math.Round(mean, 6)).Add(Math.Round(said.Min(), 6)).Add(Math.Round(said.Max(), 6)).Add(said.Length).EndRow();
                    }

            table.Flush();
        });
    }

    /// <summary>Levels of the model's agents at every record, by place; conditions in which nothing reaches any cell are left out.</summary>
    private static IEnumerable<(Place Place, List<(double Time, float[] Levels)> Levels)> Levels(RunDirectory directory, PredictorCard card)
    {
        Dictionary<Place, SortedDictionary<double, float[]>> places = [];
        var times = new SortedSet<double>();
        foreach (var row in CsvRows.Read(directory.PathOf("timeseries.csv"))) times.Add(double.Parse(row[0], CultureInfo.InvariantCulture));
        var agents = card.Agents.Select((agent, i) => (agent.Name, i)).ToDictionary(a => a.Name, a => a.i, StringComparer.Ordinal);
        foreach (var row in CsvRows.Read(directory.PathOf("exposure.csv")))
        {
            if (!agents.TryGetValue(row[5], out var agent)) continue;
            ref var course = ref CollectionsMarshal.GetValueRefOrAddDefault(places, new(row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4]), out _);
            course ??= new();
            var time = double.Parse(row[0], CultureInfo.InvariantCulture);
            if (!course.TryGetValue(time, out var levels)) course[time] = levels = new float[card.Agents.Count];
            levels[agent] = float.Parse(row[7], CultureInfo.InvariantCulture);
        }

        // Edits have a row only where there is some of them: at all other records there is none.
        return places.OrderBy(p => p.Key.Replicate).Select(p => (p.Key, times.Select(t => (t, p.Value.TryGetValue(t, out var levels) ? levels : new float[card.Agents.Count])).ToList()));
    }

    /// <summary>Where each member has moved the mean to, at each record; [members][records][genes].</summary>
    private static double[][][] Members(List<(double Time, float[] Levels)> levels, ModelPredictor model, ExpressionPlan expression)
    {
        var genes = model.Card.Dimensions;
        Dictionary<string, IReadOnlyList<double[]>> asked = new(StringComparer.Ordinal);
        double[][][]? courses = null;
        var factors = new float[genes];
        for (var i = 0; i < levels.Count; i++)
        {
            // Levels at a record are those that cells felt since the one before, so that nothing has moved at the first.
            var key = string.Join(' ', levels[i].Levels);
            if (!asked.TryGetValue(key, out var settled)) asked[key] = settled = model.Changes(levels[i].Levels);
            courses ??= [.. settled.Select(_ => new double[levels.Count][])];
            if (i > 0) Relaxation.Factors(expression.HalfLives, levels[i].Time - levels[i - 1].Time, factors);
            for (var m = 0; m < courses.Length; m++)
                courses[m][i] = [.. Enumerable.Range(0, genes).Select(gene => i == 0 ? 0 : settled[m][gene] + (courses[m][i - 1][gene] - settled[m][gene]) * factors[gene])];
        }

        return courses ?? [];
    }

    /// <summary>The genes whose mean change is largest anywhere, the largest first.</summary>
    private static int[] Telling(List<Course> courses, int genes) =>
        [.. Enumerable.Range(0, genes).Select(gene => (gene, Change: courses.Max(c => Enumerable.Range(0, c.Times.Length).Max(i => Math.Abs(c.Members.Average(m => m[i][gene])))))).OrderByDescending(g => g.Change).ThenBy(g => g.gene).Take(MostGenes).Select(g => g.gene)];

    private readonly record struct Place(string Condition, int Replicate, string Organ, string Tissue);

    private sealed record Course(Place Place, double[] Times, double[][][] Members);
}
