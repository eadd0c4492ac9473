using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Projections;
using Sintropia.Data.Scores;
using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Summaries;

/// <summary>What cells express: scores of the cycle's programmes and the genes that differ most between phases, over time, and cells in the plane.</summary>
internal static class ExpressionSummary
{
    private const int MostScored = 6000, FewestScoredGenes = 5, ChosenGenes = 4, FewestMapped = 30, NearestCells = 15, Components = 20, Epochs = 200;

    private const string S = "S programme", Late = "G2 and M programme";

    public static ExpressionView? Read(string directory, string[] conditions, ReportOptions options, List<string> notices)
    {
        if (CellTable.Read(directory, MostScored, notices) is not { } cells) return null;
        var measures = Measures(cells);
        string[] named = [.. conditions.Where(cells.Condition.Contains)];
        return new(cells.All, cells.Count, cells.Matrix.Columns, cells.Space, [.. measures.Select(m => m.Measure)],
            [.. measures.SelectMany((m, i) => named.SelectMany(condition => Courses(cells, i, m.Values, condition)))], Map(cells, measures, named, options), ResponseCourses.Read(directory, conditions, options.MaximumPoints, notices));
    }

    private static List<(ExpressionMeasure Measure, double[] Values)> Measures(CellTable cells)
    {
        var measures = new List<(ExpressionMeasure, double[])>();
        if (cells.Genes.Count == 0 || cells.Genes.Distinct(StringComparer.Ordinal).Count() < cells.Genes.Count) return measures;
        var panel = new GenePanel(cells.Genes);
        foreach (var (name, set) in new[] { (S, CellCycleGenes.S), (Late, CellCycleGenes.G2M) })
            if (Score(cells.Matrix, panel, set) is { } score)
                measures.Add((new(name, $"Score of {score.Genes.Length} genes of {(set == CellCycleGenes.S ? "S" : "G2 and M")} against genes of like mean, as scanpy's score_genes has it."), score.Values));
        foreach (var gene in Telling(cells)) measures.Add((new(cells.Genes[gene], $"Expression, {(cells.Space.Length > 0 ? cells.Space : "as cells.h5ad has it")}."), Column(cells.Matrix, gene)));
        return measures;
    }

    private static GeneScore? Score(CellMatrix matrix, GenePanel panel, GeneSet set)
    {
        var genes = set.In(panel, GeneAliases.Shipped);
        if (genes.Length < FewestScoredGenes) return null;
        try
        {
            return GeneScores.Of(matrix, panel, genes);
        }
        catch (ArgumentException) // no genes are left to compare with
        {
            return null;
        }
    }

    /// <summary>The genes whose means differ most between phases, beside what cells of a phase differ by.</summary>
    private static IEnumerable<int> Telling(CellTable cells)
    {
        string[] phases = [.. cells.Phase.Distinct().Order(StringComparer.Ordinal)];
        var width = cells.Matrix.Columns;
        var (sums, squares, counts) = (new double[phases.Length * width], new double[width], new int[phases.Length]);
        var row = new float[width];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            cells.Matrix.CopyRow(cell, row);
            var phase = Array.IndexOf(phases, cells.Phase[cell]);
            counts[phase]++;
            for (var gene = 0; gene < width; gene++)
            {
                sums[phase * width + gene] += row[gene];
                squares[gene] += (double)row[gene] * row[gene];
            }
        }

        return Enumerable.Range(0, width).Select(gene => (Gene: gene, Share: Share(gene))).Where(g => g.Share > 0).OrderByDescending(g => g.Share).ThenBy(g => g.Gene).Take(ChosenGenes).Select(g => g.Gene);

        double Share(int gene)
        {
            var total = Enumerable.Range(0, phases.Length).Sum(p => sums[p * width + gene]);
            var between = Enumerable.Range(0, phases.Length).Sum(p => sums[p * width + gene] * sums[p * width + gene] / counts[p]) - total * total / cells.Count;
            var all = squares[gene] - total * total / cells.Count;
            // Where all cells are of one phase, those that vary most.
            return all <= 1e-9 * cells.Count ? 0 : phases.Length == 1 ? all : between / all;
        }
    }

    private static double[] Column(CellMatrix matrix, int gene)
    {
        var (values, row) = (new double[matrix.Rows], new float[matrix.Columns]);
        for (var cell = 0; cell < values.Length; cell++)
        {
            matrix.CopyRow(cell, row);
            values[cell] = row[gene];
        }

        return values;
    }

    private static IEnumerable<ExpressionCourse> Courses(CellTable cells, int measure, double[] values, string condition)
    {
        int[] own = [.. Enumerable.Range(0, cells.Count).Where(c => cells.Condition[c] == condition)];
        double[] times = [.. own.Select(c => cells.Time[c]).Distinct().Order()];
        foreach (var phase in Phases.Living.Where(p => own.Any(c => cells.Phase[c] == p)).Prepend(null))
        {
            var at = times.Select(time => own.Where(c => cells.Time[c] == time && (phase is null || cells.Phase[c] == phase)).ToArray()).ToArray();
            yield return new(measure, condition, phase, times, [.. at.Select(some => some.Length > 0 ? (double?)Math.Round(some.Average(c => values[c]), 4) : null)], [.. at.Select(some => some.Length)]);
        }
    }

    private static CellMap? Map(CellTable cells, List<(ExpressionMeasure Measure, double[] Values)> measures, string[] conditions, ReportOptions options)
    {
        var chosen = Thinning.Evenly(Enumerable.Range(0, cells.Count).ToArray(), Math.Max(2, options.MaximumMappedCells));
        if (options.MaximumMappedCells < FewestMapped || chosen.Length < FewestMapped) return null;
        var components = PrincipalComponents.Of(cells.Matrix.SelectRows(chosen), new() { Count = Components });
        var places = Embedding.Of(Neighbours.Of(components.Scores, components.Count, NearestCells), components.Scores, components.Count, new() { Epochs = Epochs });
        string[] phases = [.. Phases.Living.Where(cells.Phase.Contains)];
        var (s, late) = (Programme(S), Programme(Late));
        return new(cells.Matrix.Columns, components.Count, phases, conditions, Each(i => Math.Round(places[2 * i], 3)), Each(i => Math.Round(places[2 * i + 1], 3)), late.Length > 0 ? s : [], s.Length > 0 ? late : [],
            Each(i => Array.IndexOf(phases, cells.Phase[chosen[i]])), Each(i => Array.IndexOf(conditions, cells.Condition[chosen[i]])), Each(i => cells.Generation[chosen[i]]), Each(i => cells.Time[chosen[i]]));

        double[] Programme(string name) => measures.FirstOrDefault(m => m.Measure.Name == name).Values is { } values ? Each(i => Math.Round(values[chosen[i]], 3)) : [];

        T[] Each<T>(Func<int, T> of) => [.. Enumerable.Range(0, chosen.Length).Select(of)];
    }
}
