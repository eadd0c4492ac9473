using System.Globalization;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.GroundTruth;
using Sintropia.Data.Tables;
using Sintropia.Design.Targets;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Benchmarks;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;

namespace Sintropia.Design.Mechanisms.Benchmarks;

/// <summary>Recovers regulators from made-up cells whose regulation is known: every map beside the truth, and beside itself under exchanged labels.</summary>
/// <remarks>Perturbations of genes only, an edit being named by its gene whether it raises or lowers it; one cell type, one batch. Networks are trained with the sizes of the prediction benchmarks, one perturbation held out.</remarks>
public sealed class MechanismBenchmark
{
    private const int MostCells = 64, MostCorrelated = 1500;

    private readonly string _folder;
    private readonly Action<string> _tell;

    /// <summary>A benchmark.</summary>
    /// <param name="folder">Where cells and trained models are kept and looked for.</param>
    /// <param name="seed">Of cells, trainings and nulls.</param>
    /// <param name="tell">Hears what is done.</param>
    public MechanismBenchmark(string folder, ulong seed, Action<string> tell) => (_folder, Seed, _tell) = (folder, seed, tell);

    /// <summary>Of cells, trainings and nulls.</summary>
    public ulong Seed { get; }

    /// <summary>What is made up.</summary>
    public GroundTruthOptions Truth => new() { Cells = Cells, Genes = Genes, Perturbations = Perturbations, CellTypes = 1, Batches = 1, Seed = Seed, MoleculesPerCell = 10.0 * Genes };

    /// <summary>How many cells are made up; those under compounds are left out. Default: 4,000.</summary>
    public int Cells { get; init; } = 4000;

    /// <summary>How many genes. Default: 400.</summary>
    public int Genes { get; init; } = 400;

    /// <summary>How many perturbations. Default: 26, of which 20 are of genes.</summary>
    public int Perturbations { get; init; } = 26;

    /// <summary>Families of networks that are trained. Default: those that have maps.</summary>
    public IReadOnlyList<string> Families { get; init; } = ModelFamily.Networks;

    /// <summary>Rows: each map over all regulators that it can speak of, and over those that were perturbed, where it speaks of more.</summary>
    public IReadOnlyList<EdgeScore> Rows(CancellationToken cancellation = default)
    {
        _tell("making cells up");
        var set = GroundTruthSet.Of(Truth);
        var names = set.Programme.Panel.Names;
        var edges = set.Programme.Edges.Select(e => (names[e.Regulator], names[e.Target])).ToHashSet();
        string[] regulators = [.. names.Take(set.Programme.Regulators)];
        var data = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"cells-seed-{Seed}.h5ad"));
        if (!File.Exists(data)) Write(set, data);

        var options = new DataOptions { File = data, Kind = Biology.Interventions.AgentKind.GeneLoss, ExpressedIn = 0 };
        using var source = CellSource.Open(options);
        source.Choose([], [.. names]);
        int[] controls = [.. Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == options.Control)];
        string[] perturbed = [.. regulators.Where(r => source.Perturbations.Contains(r))];
        CellGroup Group(string name, IEnumerable<int> cells) => new(name, [.. source.Genes], source.Rows([.. cells]));
        List<GeneMap> maps =
        [
            GeneMaps.Correlation(Group("controls", controls), regulators) with { Name = "correlation in controls" },
            GeneMaps.Correlation(Group("all", Enumerable.Range(0, source.Cells).Take(MostCorrelated)), regulators) with { Name = "correlation in all cells" },
            GeneMaps.Effects(Group("control", controls), [.. perturbed.Select(r => Group(r, Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == r)))]),
        ];
        var some = source.Rows([.. controls.Take(MostCells)]);
        foreach (var family in Families)
        {
            cancellation.ThrowIfCancellationRequested();
            _tell(family);
            var model = Trained(family, data, cancellation);
            if (GeneMaps.Reconstructs(model)) maps.Add(GeneMaps.Gradients(model, regulators, some));
            if (AttentionMap.Knows(model)) maps.Add(AttentionMap.Of(model, regulators, some));
            string[] known = family == ModelFamily.VirtualCellLine ? regulators : [.. model.Description.Trained.Intersect(regulators).Order(StringComparer.Ordinal)];
            maps.Add(GeneMaps.Responses(model.Model, known, options.Control, model.Context, some));
        }

        _tell("comparing");
        var recovery = new EdgeRecovery { Seed = Seed };
        var speakable = perturbed.ToHashSet(StringComparer.Ordinal);
        return [.. maps.SelectMany(m => m.Regulators.Any(r => !speakable.Contains(r)) ? (GeneMap[])[m, m.Of(speakable) with { Name = $"{m.Name}, perturbed regulators" }] : [m]).Select(m => recovery.Of(m, edges))];
    }

    private static void Write(GroundTruthSet set, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var whole = set.Count();
        var done = whole.Obs["perturbation"];
        var kinds = whole.Obs["perturbation_kind"];
        int[] rows = [.. Enumerable.Range(0, whole.Cells).Where(c => kinds.Text(c) != "compound")];
        AnnDataWriter.Write(path, new AnnotatedMatrix(whole.X!.SelectRows(rows), new([.. rows.Select(r => whole.Obs.Names[r])], CategoryColumn.Of("perturbation", [.. rows.Select(r => done.Text(r)!.TrimEnd('+'))])), new([.. whole.Var.Names])));
    }

    private TrainedModel Trained(string family, string data, CancellationToken cancellation)
    {
        var recipe = Recipe.All.First(r => r.Family == family);
        var folder = new TrainingFolder(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"models-seed-{Seed}"), family));
        var text = $"name: {recipe.Name}\nmodel: {family}\nseed: {Seed.ToString(CultureInfo.InvariantCulture)}\ndata: {{ file: '{Path.GetFileName(data)}', kind: knockout, expressed_in: 0 }}\nsplit: {{ by: perturbations, test: 0.05, validation: 0 }}\nnetwork: {recipe.Network}\ntraining: {recipe.Training}\nlicence: not stated\n";
        if (!File.Exists(folder.Model))
        {
            var outcome = File.Exists(folder.Record) ? TrainingRun.Resume(folder, null, cancellation) : TrainingRun.Start(TrainingConfiguration.Parse(text, recipe.Name, Path.GetDirectoryName(Path.GetFullPath(data))!), folder, null, cancellation);
            if (outcome.Status == "interrupted") throw new OperationCanceledException(cancellation);
        }

        return ModelFile.Load(folder.Model);
    }
}
