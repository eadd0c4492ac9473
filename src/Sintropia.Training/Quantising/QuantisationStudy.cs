using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Sintropia.Evaluation.Conformal;
using Sintropia.Evaluation.Probes;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Quantising;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Training.Quantising;

/// <summary>What a byte for each weight does to scGPT and State Embedding on measured cells: accuracy, size, memory, speed, layers, and whether conformal intervals keep their promise.</summary>
public sealed class QuantisationStudy
{
    private const int Asked = 16, Repeats = 5, ProductRepeats = 40;
    private const string Float = "float32", Bytes = "int8", Licence = "CC0-1.0";

    private readonly StudyOptions _options;
    private readonly LabelledCells _cells;
    private readonly IProgress<StudyStep>? _progress;
    private readonly CancellationToken _cancelled;

    private QuantisationStudy(StudyOptions options, IProgress<StudyStep>? progress, CancellationToken cancelled) => (_options, _cells, _progress, _cancelled) = (options, LabelledCells.Read(options), progress, cancelled);

    /// <summary>Studies models of the user's, or small ones that are trained first.</summary>
    /// <param name="options">What.</param>
    /// <param name="progress">Hears of steps; null for nobody.</param>
    /// <param name="cancelled">Ends it.</param>
    /// <exception cref="TrainingException">Cells cannot be used.</exception>
    /// <exception cref="EmbedderException">A folder is no model.</exception>
    public static QuantisationReport Run(StudyOptions options, IProgress<StudyStep>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var study = new QuantisationStudy(options, progress, cancelled);
        List<ModelFinding> models = [];
        var folder = Directory.CreateTempSubdirectory("sintropia-study-").FullName;
        try
        {
            foreach (var model in options.Models.Count > 0 ? options.Models.Select(m => (Folder: m, Note: "")) : study.Trained(folder)) models.Add(study.Judge(model.Folder, model.Note, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string about = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(options.Cells)}: {study._cells.Training.Length} cells to train on, {study._cells.Calibration.Length} to calibrate by, {study._cells.Test.Length} to test; {study._cells.Labels.Distinct().Count()} labels of {options.Label}; seed {options.Seed}.");
        return new(about, options.Alpha, [.. models], study.Products());
    }

    private IEnumerable<(string Folder, string Note)> Trained(string folder)
    {
        var genes = _cells.Variable(_options.MostGenes);
        var (network, vocabulary) = ScGptSubject.Fresh(genes, _cells.Labels.Distinct().Count(), _options.Seed);
        new ScGptSubject(network, vocabulary, _cells, _options.Seed).Train(_options.Steps, (step, loss) => Told("training scGPT", step, _options.Steps, loss));
        ScGptFolder.Save(Path.Combine(folder, "scgpt"), network, vocabulary, ScGptSubject.Positions, "scGPT, small", Licence);
        yield return (Path.Combine(folder, "scgpt"), string.Create(CultureInfo.InvariantCulture, $"3 layers of 128, {genes.Length} genes, trained here for {_options.Steps} steps of 12 cells on bins of hidden genes and on labels. Not the published weights."));
        var (state, vectors) = StateEmbeddingSubject.Fresh(genes, _options.Seed);
        new StateEmbeddingSubject(state, vectors, _cells, _options.Seed).Train(2 * _options.Steps, (step, loss) => Told("training State Embedding", step, 2 * _options.Steps, loss));
        StateEmbeddingFolder.Save(Path.Combine(folder, "se"), state, vectors, "State Embedding, small", Licence);
        yield return (Path.Combine(folder, "se"), string.Create(CultureInfo.InvariantCulture, $"3 layers of 128, {genes.Length} genes with vectors that are drawn and not of a protein language model, trained here for {2 * _options.Steps} steps of 12 cells, without labels. Not the published weights."));
    }

    private ModelFinding Judge(string folder, string note, string temporary)
    {
        var name = EmbedderFolder.Open(folder).Name;
        IStudySubject before = Subject(folder), after = Subject(folder);
        var all = Parameters(after.Network);
        var layers = ByteQuantisation.Apply(after.Network);
        var bytes = Path.Combine(temporary, $"{Guid.NewGuid():N}");
        QuantisedFolder.Write(folder, bytes);
        var (seen, seenAfter) = (Seen(before, name), Seen(after, name));
        int[] asked = [.. _cells.Test.Take(Asked)];
        Told($"{name}: layers", 0, 1);
        var sensitivity = Sensitivity(folder, asked);
        Told($"{name}: layers", 1, 1);
        var (was, saved) = (layers.Sum(l => l.BytesBefore), layers.Sum(l => l.BytesBefore - l.BytesAfter));
        var speed = Least(() => before.Embed(asked), () => after.Embed(asked), Repeats);
        ImmutableArray<MeasureFinding> measures =
        [
            new("bytes of quantised matrices", was, was - saved), new("bytes of all weights in memory", all, all - saved), new("bytes of the file of weights", Size(folder), Size(bytes)),
            new("error of hidden expression (root mean square)", seen.Error, seenAfter.Error), new("labels read from embeddings (share right)", seen.Probe.Accuracy, seenAfter.Probe.Accuracy), new("labels read, mean over labels", seen.Probe.Balanced, seenAfter.Probe.Balanced),
            new("cosine with the float32 embedding, mean", 1, Cosines(seen, seenAfter).Average()), new("cosine with the float32 embedding, least", 1, Cosines(seen, seenAfter).Min()), new("cells embedded per second", asked.Length / speed.Before, asked.Length / speed.After),
        ];
        return new(name, note, measures, sensitivity, [.. Intervals(seen, seenAfter), .. Sets(seen, seenAfter)]);
    }

    private ImmutableArray<LayerSensitivity> Sensitivity(string folder, int[] asked) => ScGptFolder.Is(folder)
        ? ByteSensitivity.Of(() => ScGptFolder.Network(folder).Network, network => new ScGptSubject(network, ScGptFolder.Network(folder).Vocabulary, _cells, _options.Seed).Embed(asked))
        : ByteSensitivity.Of(() => StateEmbeddingFolder.Network(folder).Network, network => new StateEmbeddingSubject(network, StateEmbeddingFolder.Network(folder).Genes, _cells, _options.Seed).Embed(asked));

    private IStudySubject Subject(string folder)
    {
        if (!ScGptFolder.Is(folder))
        {
            var (network, genes) = StateEmbeddingFolder.Network(folder);
            return new StateEmbeddingSubject(network, genes, _cells, _options.Seed);
        }

        var (scgpt, vocabulary) = ScGptFolder.Network(folder);
        return new ScGptSubject(scgpt, vocabulary, _cells, _options.Seed);
    }

    // Everything that is asked of a network, once.
    private Answers Seen(IStudySubject subject, string name)
    {
        var expression = new Dictionary<int, IReadOnlyList<(float Said, float True)>>();
        int[] held = [.. _cells.Calibration, .. _cells.Test];
        for (var i = 0; i < held.Length; i++)
        {
            _cancelled.ThrowIfCancellationRequested();
            expression[held[i]] = subject.Expression(held[i]);
            if (i % 50 == 49 || i == held.Length - 1) Told($"{name}: expression", i + 1, held.Length);
        }

        int[] all = [.. _cells.Training, .. held];
        var embedded = subject.Embed(all).ToArray();
        var width = embedded.Length / all.Length;
        var vectors = all.Index().ToDictionary(c => c.Item, c => embedded.AsSpan(c.Index * width, width).ToArray().Select(v => (double)v).ToArray());
        var probe = LinearProbe.Of([.. _cells.Training.Select(c => vectors[c])], [.. _cells.Training.Select(c => _cells.Labels[c])], [.. _cells.Test.Select(c => vectors[c])], [.. _cells.Test.Select(c => _cells.Labels[c])]);
        return new(expression, vectors, probe, Math.Sqrt(_cells.Test.SelectMany(c => expression[c]).Average(e => ((double)e.Said - e.True) * ((double)e.Said - e.True))));
    }

    // A hidden value of each cell: |said − true|, so that cells are the units.
    private IEnumerable<ConformalFinding> Intervals(Answers before, Answers after)
    {
        double Score(Answers answers, int cell) => ConformalScore.Absolute(answers.Expression[cell][0].True, answers.Expression[cell][0].Said);
        int[] calibration = [.. _cells.Calibration.Where(Has)], test = [.. _cells.Test.Where(Has)];
        bool Has(int cell) => before.Expression[cell].Count > 0;
        return Three("hidden expression of a gene", calibration.Length, test.Length, (answers, calibrating) => (calibrating ? calibration : test).Select(cell => Score(answers, cell)).ToArray(), (_, quantile) => 2 * quantile, before, after);
    }

    // Labels by the softmax of distances to the means of training cells: those are kept whose probability is at least 1 − q.
    private IEnumerable<ConformalFinding> Sets(Answers before, Answers after)
    {
        Dictionary<Answers, Dictionary<int, Dictionary<string, double>>> chances = new() { [before] = Chances(before), [after] = Chances(after) };
        double Score(Answers answers, int cell) => 1 - chances[answers][cell].GetValueOrDefault(_cells.Labels[cell]);
        return Three("set of labels", _cells.Calibration.Length, _cells.Test.Length, (answers, calibrating) => (calibrating ? _cells.Calibration : _cells.Test).Select(cell => Score(answers, cell)).ToArray(), (answers, quantile) => _cells.Test.Average(cell => chances[answers][cell].Values.Count(p => 1 - p <= quantile)), before, after);
    }

    private IEnumerable<ConformalFinding> Three(string of, int calibrating, int tried, Func<Answers, bool, double[]> scores, Func<Answers, double, double> width, Answers before, Answers after)
    {
        var (least, most) = ConformalQuantile.CoveredBand(calibrating, tried, _options.Alpha);
        foreach (var (weights, calibrates, answers) in new[] { (Float, before, before), ($"{Bytes}, calibrated anew", after, after), ($"{Bytes}, with the quantile of {Float}", before, after) })
        {
            var quantile = ConformalQuantile.Of(scores(calibrates, true), _options.Alpha);
            yield return new(of, weights, quantile, calibrating, tried, scores(answers, false).Count(score => score <= quantile), least, most, width(answers, quantile));
        }
    }

    private Dictionary<int, Dictionary<string, double>> Chances(Answers answers)
    {
        var means = _cells.Training.GroupBy(cell => _cells.Labels[cell], StringComparer.Ordinal).ToDictionary(g => g.Key, g => Mean([.. g.Select(cell => answers.Vectors[cell])]), StringComparer.Ordinal);
        var spread = _cells.Training.Average(cell => Distance(answers.Vectors[cell], means[_cells.Labels[cell]])) / 4;
        return _cells.Calibration.Concat(_cells.Test).ToDictionary(cell => cell, cell =>
        {
            var nearest = means.Values.Min(mean => Distance(answers.Vectors[cell], mean));
            var weights = means.ToDictionary(m => m.Key, m => Math.Exp((nearest - Distance(answers.Vectors[cell], m.Value)) / spread), StringComparer.Ordinal);
            return weights.ToDictionary(w => w.Key, w => w.Value / weights.Values.Sum(), StringComparer.Ordinal);
        });
    }

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Average(r => r[k]))];

    private static double Distance(double[] one, double[] other) => one.Zip(other).Sum(p => (p.First - p.Second) * (p.First - p.Second));

    private IEnumerable<double> Cosines(Answers before, Answers after) => _cells.Test.Select(cell => before.Vectors[cell].Zip(after.Vectors[cell]).Sum(p => p.First * p.Second) / Math.Sqrt(before.Vectors[cell].Sum(v => v * v) * after.Vectors[cell].Sum(v => v * v)));

    // By turns, so that what else the machine does falls on both; the least of several is what the work itself takes. Seconds.
    private (double Before, double After) Least(Action before, Action after, int repeats)
    {
        double[] least = [double.PositiveInfinity, double.PositiveInfinity];

        // Loops are compiled for speed only after a while of use, and weights are packed at first.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < _options.Warmth;)
        {
            before();
            after();
        }

        for (var i = 0; i < repeats; i++)
            foreach (var (which, work) in new[] { before, after }.Index())
            {
                var watch = Stopwatch.StartNew();
                work();
                least[which] = Math.Min(least[which], watch.Elapsed.TotalSeconds);
            }

        return (least[0], least[1]);
    }

    // Weights of tens of megabytes, so that they come from memory and not from the processor's own.
    private ImmutableArray<ProductFinding> Products()
    {
        List<ProductFinding> found = [];
        foreach (var (inputs, outputs) in ((int, int)[])[(2048, 2048), (4096, 4096), (512, 60_000)])
        {
            Linear before = new(inputs, outputs, bias: false), after = new(inputs, outputs, bias: false);
            before.Initialise(1);
            after.Initialise(1);
            ByteQuantisation.Apply(after, _ => true);
            foreach (var rows in (int[])[1, 4, 16])
            {
                var (x, workspace) = (Tensor.Full([rows, inputs], 0.5f), new Workspace());
                var (float32, int8) = Least(() => Product(before), () => Product(after), ProductRepeats);
                found.Add(new(rows, inputs, outputs, float32 * 1e6, int8 * 1e6));

                void Product(Linear layer)
                {
                    using var scope = workspace.Begin();
                    layer.Of(x);
                }
            }

            Told("products", found.Count, 9);
        }

        return [.. found];
    }

    private static long Parameters(Layer network) => network.State.Sum(s => sizeof(float) * (long)s.Tensor.Count);

    private static long Size(string folder) => Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) is "model.safetensors" or "best_model.pt" || Path.GetExtension(f) == ".ckpt").Sum(f => new FileInfo(f).Length);

    private void Told(string stage, int done, int of, double loss = double.NaN)
    {
        _cancelled.ThrowIfCancellationRequested();
        _progress?.Report(new(stage, done, of, loss));
    }

    private sealed record Answers(Dictionary<int, IReadOnlyList<(float Said, float True)>> Expression, Dictionary<int, double[]> Vectors, ProbeResult Probe, double Error);
}
