using System.Globalization;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;

namespace Sintropia.Training.Benchmarks;

/// <summary>Carries out a suite: trains every system in every fold, computes every baseline, and puts them on one board.</summary>
public sealed class BenchmarkRun
{
    private const ulong SeedOfNulls = 1;
    private const int GeneComponents = 10;

    private readonly string _dataFolder, _output;
    private readonly IProgress<BenchmarkProgress>? _progress;

    /// <summary>A run.</summary>
    /// <param name="dataFolder">The folder of data sets that suites name.</param>
    /// <param name="output">Where trained models are kept, a folder each.</param>
    /// <param name="progress">Hears what is done.</param>
    public BenchmarkRun(string dataFolder, string output, IProgress<BenchmarkProgress>? progress = null) => (_dataFolder, _output, _progress) = (dataFolder, output, progress);

    /// <summary>Seed of trainings; the same suite with the same seed gives the same board.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Names of the systems that are trained; all if empty.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>The board of a suite.</summary>
    /// <exception cref="TrainingException">Data are missing or cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public Leaderboard Of(BenchmarkSuite suite, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        List<Leaderboard> folds = [.. suite.Folds.Select((split, fold) => Fold(suite, split, fold, cancellation))];
        Entry Joined(int row) => folds[0].Entries[row] with
        {
            Figures = Metric.All.ToDictionary(m => m.Name, m => folds.SelectMany(f => f.Entries[row].Figures[m.Name]).ToArray()),
            Refused = [.. folds.SelectMany(f => f.Entries[row].Refused)],
            Misses = [.. folds.SelectMany(f => f.Entries[row].Misses)],
        };
        return new(suite.Name, [suite.What, .. folds.Count == 1 ? folds[0].Description : folds.SelectMany((f, i) => f.Description.Select(d => $"fold {i + 1}: {d}"))],
            [.. folds.SelectMany((f, i) => f.Perturbations.Select(p => folds.Count == 1 ? p : $"{p} (fold {(i + 1).ToString(CultureInfo.InvariantCulture)})"))], [.. Enumerable.Range(0, folds[0].Entries.Count).Select(Joined)]);
    }

    private Leaderboard Fold(BenchmarkSuite suite, string split, int fold, CancellationToken cancellation)
    {
        void Tell(string what) => _progress?.Report(new(suite.Name, fold + 1, suite.Folds.Count, what));
        Tell("baselines");
        var (cells, table, notes) = Learned(suite, fold);
        using var source = cells.Source;
        var test = new TestCells(cells);
        List<Entry> entries = [.. Models(suite, fold, cells, table, Tell, cancellation).Select(m => test.Judge(m.Model, m.Role, m.Name, m.Note, cancellation))];
        entries.Add(test.Ceiling(SeedOfNulls));
        var tested = cells.Split.Units.Where(u => u.Part == Data.Splits.SplitPart.Test).GroupBy(u => u.Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        return new(suite.Name,
            [
                $"{test.Real.Names.Length} perturbations ({string.Join(", ", tested)}), {string.Join(", ", test.Real.Names.Select(n => test.Real.Cells(n).Length).Order().ToArray() is var sizes ? [$"{sizes[0]} to {sizes[^1]} cells each"] : Array.Empty<string>())}, {source.Genes.Count} genes, {test.Controls} controls{(test.Contexts[0].Length > 0 ? $" of {test.Contexts[0]}" : "")}; split {split}, manifest {cells.Split.Sha256[..12]}",
                .. notes.Where(n => n.StartsWith("Left out", StringComparison.Ordinal)),
            ], test.Real.Names, entries);
    }

    /// <summary>The cells of a fold, divided, and what baselines know of them.</summary>
    internal (TrainingCells Cells, EffectTable Table, IReadOnlyList<string> Notes) Learned(BenchmarkSuite suite, int fold)
    {
        List<string> notes = [];
        var cells = TrainingRun.Cells(TrainingConfiguration.Parse(Recipe.Baselines(suite, suite.Folds[fold], _dataFolder), $"{suite.Name}, fold {fold + 1}", _dataFolder), notes);
        return (cells, cells.Table(), notes);
    }

    /// <summary>All systems, baselines and nulls of a fold, one after the other; what is trained already is not trained again.</summary>
    internal IEnumerable<FoldModel> Models(BenchmarkSuite suite, int fold, TrainingCells cells, EffectTable table, Action<string> tell, CancellationToken cancellation)
    {
        foreach (var recipe in Recipe.All.Where(r => Systems.Count == 0 || Systems.Contains(r.Name) || Systems.Contains(r.Family)))
        {
            if (recipe.KnowsMore && !suite.HasFeatures) continue; // where contexts are held out every perturbation was seen
            tell(recipe.Name);
            var folder = new TrainingFolder(Path.Combine(_output, "models", suite.Name, $"fold-{fold + 1}", recipe.Folder));
            var configuration = TrainingConfiguration.Parse(recipe.Configuration(suite, suite.Folds[fold], _dataFolder, Seed), $"{suite.Name}, {recipe.Name}", _dataFolder);
            if (recipe.Family == ModelFamily.VirtualCellLine && configuration.Data.Kind is Biology.Interventions.AgentKind.Ligand) continue; // it forces genes, and a ligand is none
            if (!File.Exists(folder.Model)) Trained(configuration, folder, cancellation);
            var model = ModelFile.Load(folder.Model);
            yield return new(recipe.Name, EntryRole.System, model.Model, model, $"{model.Networks.Values.Sum(n => n.Parameters.Sum(p => (long)p.Tensor.Count)).ToString("N0", CultureInfo.InvariantCulture)} parameters; network {recipe.Network}, training {recipe.Training}{(recipe.KnowsMore ? $"; an ensemble of {recipe.Members}, told of {string.Join(", ", PerturbationFeatures.Sources(configuration.Vectors))}" : "")}");
        }

        if (Systems.Count == 0 || Systems.Contains(GemEntry.Name))
        {
            tell(GemEntry.Name);
            var kind = TrainingConfiguration.Parse(Recipe.Baselines(suite, suite.Folds[fold], _dataFolder), suite.Name, _dataFolder).Data.Kind;
            var (model, gem) = GemEntry.Trained(cells, kind, new(Path.Combine(_output, "models", suite.Name, $"fold-{fold + 1}", "gem-1")), Seed, cancellation);
            yield return new(GemEntry.Name, EntryRole.System, model, Note: GemEntry.Note(gem));
        }

        tell("judging");
        foreach (var (baseline, told) in Baselines(suite, table, cells)) yield return new(baseline.Name + told, EntryRole.Baseline, baseline);
        yield return new("cell-level null", EntryRole.Null, new CellNull(table), Note: "the mean perturbed cell less the cell, which holds nothing on perturbations");
        var shuffled = new ShuffledLabels(table, Informed(suite, cells), SeedOfNulls);
        yield return new(shuffled.Name, EntryRole.Null, shuffled);
    }

    // A training that an earlier run of the benchmark began is gone on with.
    private static void Trained(TrainingConfiguration configuration, TrainingFolder folder, CancellationToken cancellation)
    {
        var outcome = File.Exists(folder.Record) && File.Exists(folder.Configuration) && File.ReadAllText(folder.Configuration) == configuration.Text ? TrainingRun.Resume(folder, null, cancellation) : TrainingRun.Start(configuration, folder, null, cancellation);
        if (outcome.Status == "interrupted") throw new OperationCanceledException(cancellation);
    }

    private IEnumerable<(Baseline Baseline, string Told)> Baselines(BenchmarkSuite suite, EffectTable table, TrainingCells cells)
    {
        yield return (new NoChange(table), "");
        yield return (new TrainMean(table), "");
        yield return (new MeanDelta(table), "");
        yield return (new ContextMean(table), "");
        yield return (new PerturbationMean(table), "");
        yield return (new Additive(table), "");
        yield return (new Additive(table, MissingSingle.MeanEffect), "");
        if (!suite.HasFeatures) yield break;
        var features = Features(cells);
        yield return (new BilinearRidge(table, FeatureTable.OfGenes(table, GeneComponents), features), "");
        yield return (new NearestNeighbours(table, features), "");
        // What systems are told, baselines are told too.
        var more = PerturbationFeatures.Of(TrainingConfiguration.Parse(Recipe.Baselines(suite, suite.Folds[0], _dataFolder) + $"perturbations: {Recipe.Knowledge(suite, _dataFolder)}\n", suite.Name, _dataFolder).Vectors, TrainingCells.Parts(cells.Source.Perturbations, cells.Split.Control))!;
        yield return (new BilinearRidge(table, FeatureTable.OfGenes(table, GeneComponents), more), ", told more");
        yield return (new NearestNeighbours(table, more), ", told more");
        yield return (new Additive(table, new NearestNeighbours(table, more)), ", told more");
    }

    // What knows most of perturbations among the baselines, and is a null when their names are exchanged.
    private Func<EffectTable, Baseline> Informed(BenchmarkSuite suite, TrainingCells cells)
    {
        if (!suite.HasFeatures) return table => new PerturbationMean(table);
        var features = Features(cells);
        return table => new NearestNeighbours(table, features);
    }

    private FeatureTable Features(TrainingCells cells) => GeneSetFeatures.Read(Path.Combine(_dataFolder, BenchmarkSuite.GeneSets), TrainingCells.Parts(cells.Source.Perturbations, cells.Split.Control), GeneComponents);
}
