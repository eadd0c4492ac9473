using System.Collections.Immutable;
using System.Globalization;
using Sintropia.Data.Splits;
using Sintropia.Design.Chance;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Responses;
using Sintropia.Training.Benchmarks;
using Sintropia.Training.Cells;

namespace Sintropia.Design.Targets.Benchmarks;

/// <summary>Hides perturbations of measured data and searches for them: known candidates, whose signatures come from one half of the cells while the other half asks; and hidden candidates, which had no part in training, so that only a predictor can find them.</summary>
/// <remarks>
/// Genes that a candidate acts on are never compared, as they would give it away. Of known candidates controls are halved too. Of hidden candidates, systems were trained with all controls, so that the controls of question and answer are the same.
/// Candidates of a hidden search are all perturbations of the data, seen ones among them.
/// </remarks>
public sealed class TargetBenchmark
{
    private const int Halvings = 5, MostControls = 256, Nulls = 200;

    private readonly string _dataFolder, _models;
    private readonly BenchmarkRun _run;
    private readonly Drawing _draws;
    private readonly Action<string> _tell;

    /// <summary>A benchmark.</summary>
    /// <param name="dataFolder">The folder of data sets that suites name.</param>
    /// <param name="models">Where trained models are kept and looked for.</param>
    /// <param name="seed">Of trainings and of halves.</param>
    /// <param name="tell">Hears what is done.</param>
    public TargetBenchmark(string dataFolder, string models, ulong seed, Action<string> tell)
    {
        (_dataFolder, _models, _draws, _tell, Seed) = (dataFolder, models, new(seed), tell, seed);
        _run = new(dataFolder, models) { Seed = seed };
    }

    /// <summary>Seed of trainings and of halves.</summary>
    public ulong Seed { get; }

    /// <summary>Names of the systems that are trained; all if empty.</summary>
    public IReadOnlyList<string> Systems { get => _run.Systems; init => _run = new(_dataFolder, _models) { Seed = Seed, Systems = value }; }

    /// <summary>Whether networks are also searched through by gradients, which takes most of the time. Default: yes.</summary>
    public bool WithGradients { get; init; } = true;

    /// <summary>Figures of known candidates of a suite's data, by halves of cells.</summary>
    public IReadOnlyList<TargetFigure> Known(BenchmarkSuite suite, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        _tell($"{suite.Name}: known candidates");
        var (cells, _, _) = _run.Learned(suite, 0);
        using var source = cells.Source;
        List<TargetFigure> figures = [];
        foreach (var context in source.Contexts.Distinct().Order(StringComparer.Ordinal))
            for (var halving = 0; halving < Halvings; halving++)
            {
                cancellation.ThrowIfCancellationRequested();
                figures.AddRange(Halved(suite, cells, context, halving));
            }

        return figures;
    }

    /// <summary>Figures of hidden candidates of one fold of a suite, for every system, baseline and null.</summary>
    public IReadOnlyList<TargetFigure> Hidden(BenchmarkSuite suite, int fold, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var (cells, table, _) = _run.Learned(suite, fold);
        using var source = cells.Source;
        var control = cells.Split.Control;
        var context = cells.Split.Units.First(u => u.Part == SplitPart.Test).Context;
        string[] known = [.. cells.Split.Units.Where(u => u.Context == context).Select(u => u.Perturbation)];
        string[] parts = [.. TrainingCells.Parts(known, control)];
        string[] pairs = [.. known.Where(k => Treatment.Parts(k, control).Count() == 1).Concat(from i in Enumerable.Range(0, parts.Length) from j in Enumerable.Range(0, parts.Length) where i < j select $"{parts[i]}+{parts[j]}")];
        int[] controls = [.. cells.Controls(context).OrderBy(i => _draws.Bits(Drawing.Use.Cells, 0, i)).Take(MostControls)];
        var unperturbed = source.Rows(controls);
        var from = Group(source, control, [.. cells.Controls(context)]);
        var leftOut = parts.ToHashSet(StringComparer.Ordinal);
        var queries = cells.Test.GroupBy(i => source.Perturbations[i]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key, Query: TargetQuery.OfCells(from, Group(source, g.Key, [.. g]), leftOut))).ToArray();
        var shared = TargetSearch.At(table.MeanEffect(), queries[0].Query.Places);
        var where = suite.Folds.Count > 1 ? $" ({(context.Length > 0 ? context : $"fold {(fold + 1).ToString(CultureInfo.InvariantCulture)}")})" : "";
        var isDoubles = suite.Name.EndsWith("doubles", StringComparison.Ordinal);
        List<TargetFigure> figures = [];
        foreach (var model in _run.Models(suite, fold, cells, table, what => _tell($"{suite.Name}, fold {fold + 1}: {what}"), cancellation))
        {
            figures.AddRange(Searched($"{suite.Name}, hidden", model, known));
            if (isDoubles) figures.AddRange(Searched($"{suite.Name}, hidden among all pairs", model, pairs));
            if (WithGradients && model.Trained is { } trained && EmbeddingSearch.Knows(trained)) figures.AddRange(Ascended(model, known));
        }

        figures.AddRange(queries.SelectMany(q => (TargetFigure[])[Chance($"{suite.Name}, hidden", q.Name, known.Length), .. isDoubles ? [Chance($"{suite.Name}, hidden among all pairs", q.Name, pairs.Length)] : Array.Empty<TargetFigure>()]));
        return figures;

        IEnumerable<TargetFigure> Searched(string task, FoldModel model, string[] candidates)
        {
            if (candidates.All(c => model.Model.Objection(Treatment.Of(c, control, context)) is not null))
                return from measure in Enum.GetValues<TargetMeasure>() from query in queries select Figure(task, model.Name, model.Role.ToString().ToLowerInvariant(), Word(measure), query.Name, candidates, new double[candidates.Length], double.NaN);
            var effects = CandidateEffects.Predict(model.Model, candidates, control, context, unperturbed, cancellation: cancellation);
            return from measure in Enum.GetValues<TargetMeasure>()
                   let scores = new SimilarityScores(measure, [.. effects.Changes.Select(c => TargetSearch.At(c, queries[0].Query.Places))], shared)
                   from query in queries
                   select Figure(task, model.Name, model.Role.ToString().ToLowerInvariant(), Word(measure), query.Name, candidates, Full(effects, candidates, scores.Of(query.Query.Change)), double.NaN);
        }

        IEnumerable<TargetFigure> Ascended(FoldModel model, string[] candidates)
        {
            _tell($"{suite.Name}, fold {fold + 1}: {model.Name}, gradient");
            string[] trained = [.. cells.Split.Units.Where(u => u.Part != SplitPart.Test).Select(u => u.Perturbation).Distinct()];
            var search = new EmbeddingSearch { Starts = 2, Steps = 20, MostCells = 32 };
            foreach (var query in queries)
            {
                cancellation.ThrowIfCancellationRequested();
                var found = search.Find(model.Trained!, query.Query, candidates, trained, unperturbed);
                var distances = found.Nearest.ToDictionary(n => n.Name, n => -n.Distance, StringComparer.Ordinal);
                yield return Figure($"{suite.Name}, hidden", $"{model.Name}, gradient", "system", "nearest embedding", query.Name, candidates, [.. candidates.Select(c => distances.GetValueOrDefault(c, double.NegativeInfinity))], double.NaN);
            }
        }

        TargetFigure Chance(string task, string query, int candidates) => Figure(task, "random order", "chance", "none", query, candidates == known.Length ? known : pairs, new double[candidates], double.NaN);

        TargetFigure Figure(string task, string system, string role, string measure, string query, string[] candidates, double[] scores, double beatsNull) => Of(task, system, role, measure, query, where, Array.FindIndex(candidates, c => Same(c, query, control)), scores, control, beatsNull);
    }

    private IEnumerable<TargetFigure> Halved(BenchmarkSuite suite, TrainingCells cells, string context, int halving)
    {
        var (source, control) = (cells.Source, cells.Split.Control);
        var halves = Enumerable.Range(0, source.Cells).Where(i => source.Contexts[i] == context).GroupBy(i => source.Perturbations[i]).ToDictionary(g => g.Key, g =>
        {
            int[] order = [.. g.OrderBy(i => _draws.Bits(Drawing.Use.Half, halving, i))];
            return (Library: order[..(order.Length / 2)], Asking: order[(order.Length / 2)..]);
        }, StringComparer.Ordinal);
        string[] names = [.. halves.Keys.Where(n => n != control).Order(StringComparer.Ordinal)];
        var leftOut = TrainingCells.Parts(names, control).ToHashSet(StringComparer.Ordinal);
        CellGroup library = Group(source, control, halves[control].Library), asking = Group(source, control, halves[control].Asking);
        var before = library.Mean();
        double[][] changes = [.. names.Select(n => Group(source, n, halves[n].Library).Mean().Zip(before, (a, b) => a - b).ToArray())];
        var queries = names.Select(n => TargetQuery.OfCells(asking, Group(source, n, halves[n].Asking), leftOut)).ToArray();
        double[][] compared = [.. changes.Select(c => TargetSearch.At(c, queries[0].Places))];
        double[] shared = [.. Enumerable.Range(0, compared[0].Length).Select(g => compared.Average(c => c[g]))];
        var exchanged = _draws.Permutation(names.Length, Drawing.Use.Random, halving);
        var where = $"{(context.Length > 0 ? $" ({context})" : "")}, halving {(halving + 1).ToString(CultureInfo.InvariantCulture)}";
        var task = $"{suite.Name.Split('-')[0]}, known";
        foreach (var measure in Enum.GetValues<TargetMeasure>())
        {
            var scores = new SimilarityScores(measure, compared, shared);
            for (var q = 0; q < names.Length; q++)
            {
                var found = scores.Of(queries[q].Change);
                var beats = halving == 0 ? Beats(scores, queries[q], found, q) : double.NaN;
                yield return Of(task, "lookup", "baseline", Word(measure), names[q], where, q, found, control, beats);
                yield return Of(task, "lookup, shuffled labels", "null", Word(measure), names[q], where, q, [.. exchanged.Select(i => found[i])], control, double.NaN);
            }
        }

        foreach (var (name, q) in names.Select((n, q) => (n, q))) yield return Of(task, "random order", "chance", "none", name, where, q, new double[names.Length], control, double.NaN);
    }

    private double Beats(SimilarityScores scores, TargetQuery query, double[] found, int number)
    {
        var (best, reached) = (found.Max(), 0);
        for (var n = 0; n < Nulls; n++)
        {
            var order = _draws.Permutation(query.Change.Length, Drawing.Use.Null, (long)number * Nulls + n);
            if (scores.Of([.. order.Select(i => query.Change[i])]).Max() >= best) reached++;
        }

        return (1.0 + reached) / (1 + Nulls) <= TargetRanking.Level ? 1 : 0;
    }

    // What a predictor refuses is ranked last.
    private static double[] Full(CandidateEffects effects, string[] candidates, double[] scores)
    {
        var known = effects.Names.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => scores[n.i], StringComparer.Ordinal);
        return [.. candidates.Select(c => known.GetValueOrDefault(c, double.NegativeInfinity))];
    }

    private static TargetFigure Of(string task, string system, string role, string measure, string query, string where, int right, double[] scores, string control, double beatsNull)
    {
        var rank = FairRank.Of(scores, right);
        return new(task, system, role, measure, query + where, Treatment.Parts(query, control).Count() > 1 ? "double" : "single", scores.Length, rank.Hit(1), rank.Hit(5), rank.Reciprocal(), beatsNull);
    }

    private static bool Same(string candidate, string query, string control) => candidate == query || Treatment.Parts(candidate, control).ToHashSet(StringComparer.Ordinal).SetEquals(Treatment.Parts(query, control));

    private static CellGroup Group(CellSource source, string name, int[] cells) => new(name, [.. source.Genes], source.Rows(cells));

    private static string Word(TargetMeasure measure) => measure.ToString().ToLowerInvariant();
}
