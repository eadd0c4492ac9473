using System.Collections.Immutable;
using Sintropia.Data.Annotated;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Gem;
using Sintropia.Tensors;

namespace Sintropia.Training.Samples;

/// <summary>A GEM model's four tasks on a data set, one study at a time: what is in memory does not grow with the number of studies.</summary>
public sealed class GemTaskRun
{
    private const int MostNamed = 100;
    private const string Kind = "perturbation_type", Modality = "modality";

    private static readonly string[] s_technical = [.. GemVocabulary.Published.First(g => g.Group == "technical").Fields];

    private readonly GemModel _model;
    private readonly GemTaskOptions _options;
    private readonly Dictionary<string, GemPredictor> _predictors;
    private readonly List<string> _unpaired = [];
    private readonly SortedDictionary<string, SortedSet<string>> _unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Right, long Of)> _read = new(StringComparer.Ordinal);
    private readonly Correlations _observed = new();
    private long _samples, _written;
    private int _files;

    private GemTaskRun(GemModel model, GemTaskOptions options)
    {
        (_model, _options) = (model, options);
        _predictors = model.Modalities.ToDictionary(m => m, model.In, StringComparer.Ordinal);
    }

    /// <summary>Carries out a task.</summary>
    /// <param name="model">Whom is asked.</param>
    /// <param name="options">What, and how.</param>
    /// <param name="progress">Hears of each study.</param>
    /// <param name="cancelled">Ends it between two batches; files that were written stay.</param>
    /// <exception cref="TrainingException">Samples or options cannot be used.</exception>
    /// <exception cref="Data.DataFileException">A file is damaged, or cannot be written.</exception>
    public static GemTaskOutcome Run(GemModel model, GemTaskOptions options, IProgress<StudyProgress>? progress = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var studies = Studies(options.Samples);
        var controls = options.Controls is null ? studies : Studies(options.Controls);
        var run = new GemTaskRun(model, options);
        var done = 0;
        foreach (var (study, parts) in studies)
        {
            run.Study(study, parts, options.Task == GemTask.RefPredictPerturbation ? controls.GetValueOrDefault(study) ?? [] : [], cancelled);
            progress?.Report(new(study, ++done, studies.Count, run._samples));
        }

        return run.Outcome();
    }

    private static SortedDictionary<string, List<SamplePart>> Studies(string path)
    {
        SortedDictionary<string, List<SamplePart>> studies = new(StringComparer.Ordinal);
        foreach (var part in SampleFolder.Parts(path))
        {
            if (!studies.TryGetValue(part.Study, out var parts)) studies[part.Study] = parts = [];
            parts.Add(part);
        }

        return studies;
    }

    private void Study(string study, List<SamplePart> parts, List<SamplePart> ofControls, CancellationToken cancelled)
    {
        var controls = ofControls.Count > 0 ? StudyControls.Of(ofControls, _model, _options.MostControls) : null;
        using var writer = new SampleWriter(_options.Output, study, _options.RowsPerFile, About);
        foreach (var part in parts)
        {
            using var file = SampleFile.Open(part);
            var batches = Batches(file).ToArray();
            var pairs = controls is null ? [] : Pairs(file, batches, controls);
            foreach (var (modality, rows) in batches)
            {
                cancelled.ThrowIfCancellationRequested();
                if (_options.Task == GemTask.ClassifySamples) Classify(file, modality, rows, writer);
                else Predict(file, modality, rows, controls?.Of(modality, _model.GenesOf(modality).Length), pairs, writer);
                _samples += rows.Length;
            }

            writer.End(); // the columns of the next file may be others
        }

        (_written, _files) = (_written + writer.Rows, _files + writer.Files);
    }

    // Rows of one modality that share what is known of their technique.
    private IEnumerable<(string Modality, int[] Rows)> Batches(SampleFile file)
    {
        var known = file.Known;
        var (kind, modality, technical) = (known[Kind], known[Modality], s_technical.Select(field => known[field]).ToArray());
        var asked = Enumerable.Range(0, known.Count).Where(row => _options.Task is GemTask.PredictExpression or GemTask.ClassifySamples || kind[row] != GemPredictor.Control);
        return from own in asked.GroupBy(row => (Modality: _model.ModalityOf(modality[row]), Technique: string.Join('\u001f', technical.Select(t => t[row])))).OrderBy(g => g.Key.Modality, StringComparer.Ordinal).ThenBy(g => g.Key.Technique, StringComparer.Ordinal)
               from rows in own.Chunk(Math.Min(_options.Batch, _options.RowsPerFile))
               select (own.Key.Modality, rows);
    }

    // The reference of each row, over all batches at once, so that which of several controls a sample gets does not depend on batches.
    private Dictionary<int, int> Pairs(SampleFile file, (string Modality, int[] Rows)[] batches, StudyControls controls)
    {
        Dictionary<int, int> pairs = [];
        foreach (var batch in batches.GroupBy(b => b.Modality, StringComparer.Ordinal))
        {
            if (controls.Of(batch.Key, _model.GenesOf(batch.Key).Length) is not { } own) continue;
            int[] rows = [.. batch.SelectMany(b => b.Rows)];
            foreach (var (place, pair) in _predictors[batch.Key].Pairs(file.Known.Select(rows), own.Known).Index()) pairs[rows[place]] = pair;
        }

        return pairs;
    }

    private void Predict(SampleFile file, string modality, int[] rows, (GemTable Known, Tensor Counts, string[] Names)? own, Dictionary<int, int> paired, SampleWriter writer)
    {
        var genes = _model.GenesOf(modality);
        var asked = file.Known.Select(rows);
        Told(asked);
        var observed = file.HasCounts ? file.Counts(rows, new(genes)) : null;
        var totals = observed is null || _options.FixedTotal ? [] : Totals(observed, genes.Length);
        int[] pairs = [.. rows.Select(row => paired.GetValueOrDefault(row, -1))];
        if (_options.Task == GemTask.RefPredictPerturbation && pairs.All(pair => pair < 0))
        {
            Unpaired(file, rows);
            return;
        }

        var made = Mean([.. Enumerable.Range(0, _options.Draws).Select(draw => One(_predictors[modality], asked, pairs, own?.Counts, totals, draw))]);
        Unpaired(file, [.. made.Unpaired.Select(i => rows[i])]);
        int[] kept = [.. Enumerable.Range(0, rows.Length).Except(made.Unpaired)];
        var counts = made.Counts.ToArray();
        if (observed is not null) _observed.Add(counts, [.. kept.Select(i => observed[(i * genes.Length)..((i + 1) * genes.Length)])]);
        if (_options.DrawCounts) CountDraws.Draw(_model, modality, counts, _options.Seed, _samples);
        Dictionary<string, CellMatrix> layers = new(StringComparer.Ordinal);
        if (made.Reference is { } reference)
        {
            layers["de_pred"] = Matrix(_options.DrawCounts ? _model.Network.Change(Tensor.From(reference.Shape, counts), reference) : made.Change!);
            layers["counts_ref"] = Matrix(GemNetwork.LogCpm(reference)); // as the published output has it: ln(CPM + 1), whatever its name says
        }

        string[] references = _options.Task == GemTask.RefPredictPerturbation ? [.. made.References.Select(r => own!.Value.Names[r])] : [];
        writer.Append(modality, genes, Obs(file, made.Samples, [.. kept.Select(i => rows[i])], references.Length > 0 ? [CategoryColumn.Of("experiment_accession_ref", references)] : []), new DenseMatrix(kept.Length, genes.Length, counts), layers,
            made.Latents.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary(l => $"{l.Key}_latent", l => (CellMatrix)Matrix(l.Value), StringComparer.Ordinal));
    }

    private GemPrediction One(GemPredictor predictor, GemTable asked, int[] pairs, Tensor? controls, ImmutableArray<double> totals, int draw)
    {
        GemSampling sampling = new() { Total = _options.Total, Totals = totals, TotalsOfReferences = !_options.FixedTotal, CommonTechnique = _options.CommonTechnique, First = _samples, Seed = _options.DeterministicLatents ? null : _options.Seed + (ulong)draw * 0x9E3779B97F4A7C15 };
        return _options.Task switch
        {
            GemTask.PredictExpression => predictor.PredictExpression(asked, sampling),
            GemTask.PredictPerturbation => predictor.PredictPerturbation(asked, sampling),
            _ => predictor.PredictFromReference(asked, pairs, controls!, sampling),
        };
    }

    private GemPrediction Mean(IReadOnlyList<GemPrediction> draws)
    {
        if (draws is [var only]) return only;
        var share = 1f / draws.Count;
        var counts = Sum(draws.Select(d => d.Counts)) * share;
        var reference = draws[0].Reference is null ? null : Sum(draws.Select(d => d.Reference!)) * share;
        return draws[0] with
        {
            Counts = counts, Reference = reference, Change = reference is null ? null : _model.Network.Change(counts, reference),
            Latents = draws[0].Latents.Keys.ToDictionary(group => group, group => Sum(draws.Select(d => d.Latents[group])) * share, StringComparer.Ordinal),
        };

        static Tensor Sum(IEnumerable<Tensor> tensors) => tensors.Aggregate((a, b) => a + b);
    }

    private void Classify(SampleFile file, string modality, int[] rows, SampleWriter writer)
    {
        var genes = _model.GenesOf(modality);
        var known = file.Known.Select(rows);
        var read = _predictors[modality].Classify(Tensor.From([rows.Length, genes.Length], file.Counts(rows, new(genes))));
        foreach (var of in read)
        {
            var labels = _model.Vocabulary.Labels(known, of.Field);
            var (right, all) = _read.GetValueOrDefault(of.Field);
            _read[of.Field] = (right + labels.Index().Count(l => l.Item >= 0 && of.Labels[l.Index] == of.Values[l.Item]), all + labels.Count(l => l >= 0));
        }

        writer.Append(modality, genes, Obs(file, known, rows, read.Select(r => CategoryColumn.Of($"{r.Field}_pred", [.. r.Labels]))), null, new Dictionary<string, CellMatrix>(), read.ToDictionary(r => $"{r.Field}_prob", r => (CellMatrix)new DenseMatrix(rows.Length, r.Values.Length, [.. r.Probabilities]), StringComparer.Ordinal));
    }

    private static Table Obs(SampleFile file, GemTable known, int[] rows, IEnumerable<Column> further)
    {
        var taken = further.ToArray();
        return new([.. rows.Select(row => file.Names[row])], known.Fields.Order(StringComparer.Ordinal).Select(field => (Column)CategoryColumn.Of(field, [.. known[field].Select(text => text.Length == 0 ? null : text)])).Concat(taken));
    }

    private AnnotationTree About()
    {
        AnnotationTree told = new() { { "task", _options.Task.ToString() }, { "model", _model.Name }, { "licence", _model.Licence }, { "trained_on", _model.TrainedOn }, { "deterministic_latents", _options.DeterministicLatents }, { "seed", (long)_options.Seed }, { "draws", (long)_options.Draws } };
        if (_options.Task != GemTask.ClassifySamples) return new() { { "sintropia", told } };
        AnnotationTree classes = [];
        foreach (var field in _read.Keys) classes.Add(field, _model.Vocabulary.Fields.First(f => f.Name == field).Values.ToArray());
        return new() { { "sintropia", told }, { "classes", classes } };
    }

    private void Told(GemTable asked)
    {
        foreach (var (field, values) in _model.Vocabulary.Unknown(asked))
        {
            if (!_unknown.TryGetValue(field, out var all)) _unknown[field] = all = new(StringComparer.Ordinal);
            foreach (var value in values)
                if (all.Count < MostNamed) all.Add(value);
        }
    }

    private void Unpaired(SampleFile file, IReadOnlyList<int> rows) => _unpaired.AddRange(rows.Take(MostNamed - Math.Min(MostNamed, _unpaired.Count)).Select(row => $"{file.Part.Study}/{file.Names[row]}"));

    private GemTaskOutcome Outcome() => new(_samples, _written, _files, [.. _unpaired], _unknown.ToImmutableSortedDictionary(u => u.Key, u => u.Value.ToImmutableSortedSet(StringComparer.Ordinal), StringComparer.Ordinal), _observed.Mean, _read.Where(r => r.Value.Of > 0).ToImmutableSortedDictionary(r => r.Key, r => r.Value.Right / (double)r.Value.Of, StringComparer.Ordinal));

    private static DenseMatrix Matrix(Tensor of) => new(of.Shape[0], of.Shape[1], of.ToArray());

    private static ImmutableArray<double> Totals(float[] counts, int genes)
    {
        var totals = new double[counts.Length / genes];
        for (var i = 0; i < counts.Length; i++) totals[i / genes] += counts[i];
        return [.. totals.Select(total => Math.Max(1, total))];
    }
}
