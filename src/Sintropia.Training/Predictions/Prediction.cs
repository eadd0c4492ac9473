using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Predictions;

/// <summary>Asks a trained model what becomes of cells of a file, and writes them as another, as `sintropia evaluate` reads it.</summary>
public sealed class Prediction : IDisposable
{
    private const int MostNamed = 10;

    private readonly TrainedModel _model;
    private readonly PredictionOptions _options;
    private readonly CellSource _source;
    private readonly string _control;
    private readonly Dictionary<string, int[]> _controls;

    /// <summary>Opens the cells and checks them, and what is asked, against the model.</summary>
    /// <exception cref="TrainingException">Columns, controls or genes are missing, or the model does not know what is asked; every objection is named.</exception>
    /// <exception cref="Data.DataFileException">The file is not there or damaged.</exception>
    public Prediction(TrainedModel model, PredictionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        (_model, _options, _control) = (model, options, options.Control ?? model.Description.Control);
        _source = CellSource.Open(new()
        {
            File = options.Cells, Layer = options.Layer, Perturbation = options.Column, Control = _control, Context = options.Context, Kind = model.Description.Kind,
            Where = options.Where, Depth = model.Description.Depth ?? 1e4, Sizes = options.Sizes ?? model.Description.Sizes, LeastCells = 1,
        });
        try
        {
            _source.Choose([], model.Description.Genes);
            _controls = Enumerable.Range(0, _source.Cells).Where(i => _source.Perturbations[i] == _control).GroupBy(i => _source.Contexts[i]).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Evenly([.. g], options.MostCells), StringComparer.Ordinal);
            Perturbations = options.Perturbations.Count > 0 ? [.. options.Perturbations.Distinct(StringComparer.Ordinal)] : [.. _source.Perturbations.Where(p => p != _control).Distinct().Order(StringComparer.Ordinal)];
            if (Perturbations.Count == 0) throw new TrainingException($"{options.Cells}: nothing is to be predicted. Name perturbations, as KLF1 or KLF1+MAP2K6, or the column of the file that names them.");
            string[] unknown = [.. Perturbations.SelectMany(p => Treatment.Parts(p, _control)).Distinct().Except(model.Description.Perturbations, StringComparer.Ordinal)];
            if (unknown.Length > 0) throw new TrainingException(string.Join(Environment.NewLine, unknown.Take(MostNamed).Select(p => $"{model.Description.Name} knows nothing of '{p}'.{(NearestName.To(p, model.Description.Perturbations) is { } near ? $" Did you mean '{near}'?" : "")} It knows {string.Join(", ", model.Description.Perturbations.Take(MostNamed))}{(model.Description.Perturbations.Count > MostNamed ? $" and {model.Description.Perturbations.Count - MostNamed} more" : "")}.")));
            string[] objections = [.. _controls.Keys.SelectMany(context => Perturbations.Select(p => model.Model.Objection(Asked(p, context)))).OfType<string>().Distinct()];
            if (objections.Length > 0) throw new TrainingException(string.Join(Environment.NewLine, objections));
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>What is predicted.</summary>
    public IReadOnlyList<string> Perturbations { get; }

    /// <summary>What was found about the file, in sentences.</summary>
    public IReadOnlyList<string> Notes => _source.Notes;

    /// <summary>Answers, and writes control cells and predicted ones: X is log-normalised, <c>obs</c> says what was done and to which cell, <c>uns['sintropia']</c> says by which model and how far from its training.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="progress">Hears of each perturbation.</param>
    /// <param name="cancellation">Gives up; no file is left.</param>
    /// <returns>What is known of each prediction.</returns>
    public IReadOnlyList<PredictedPerturbation> Write(string path, IProgress<PredictedPerturbation>? progress = null, CancellationToken cancellation = default)
    {
        var genes = _source.Genes.Count;
        var total = _controls.Values.Sum(c => (long)c.Length) * (Perturbations.Count + 1);
        if (total * genes > Array.MaxLength) throw new TrainingException($"{total} cells of {genes} genes are more than one file is made of at once. Ask about fewer cells (--cells), or fewer perturbations at a time.");
        var (values, at) = (new float[total * genes], 0);
        List<string> names = [], done = [], contexts = [], sources = [];
        List<PredictedPerturbation> made = [];
        void Add(int[] cells, string perturbation, ReadOnlySpan<float> rows)
        {
            rows.CopyTo(values.AsSpan(at));
            at += rows.Length;
            names.AddRange(cells.Select(i => perturbation == _control ? _source.Names[i] : $"{_source.Names[i]}|{perturbation}"));
            done.AddRange(cells.Select(_ => perturbation));
            contexts.AddRange(cells.Select(i => _source.Contexts[i]));
            sources.AddRange(cells.Select(i => _source.Names[i]));
        }

        foreach (var (context, cells) in _controls)
        {
            var before = _source.Rows(cells);
            var near = TrainingDistance.OfCells(_model, before);
            Add(cells, _control, before);
            foreach (var perturbation in Perturbations)
            {
                cancellation.ThrowIfCancellationRequested();
                var (treatment, after) = (Asked(perturbation, context), new float[before.Length]);
                _model.Model.Respond(treatment, before, after);
                Add(cells, perturbation, after);
                var members = _model.Model is EnsembleModel ensemble ? EnsembleModel.Spread(ensemble.Changes(treatment, before)) : [double.NaN];
                made.Add(new(perturbation, context, cells.Length, Size(Mean(before, after)), Size(members), TrainingDistance.Of(_model, treatment), near));
                progress?.Report(made[^1]);
            }
        }

        List<Column> columns = [CategoryColumn.Of(_options.Column.Length > 0 ? _options.Column : "perturbation", [.. done]), new TextColumn("control_cell", [.. sources])];
        if (_options.Context is { } named) columns.Add(CategoryColumn.Of(named, [.. contexts]));
        AnnDataWriter.Write(path, new AnnotatedMatrix(new DenseMatrix(names.Count, genes, values), new([.. names], [.. columns]), new([.. _source.Genes])) { Uns = About(made) });
        return made;
    }

    /// <summary>Writes measured cells of the file as the model sees them: its panel, its depth. With them as the truth, `sintropia evaluate` judges the predictions.</summary>
    /// <param name="path">Where to.</param>
    /// <returns>How many cells were written.</returns>
    /// <exception cref="TrainingException">The file has none of what is predicted.</exception>
    public int WriteMeasured(string path)
    {
        int[] cells = [.. Enumerable.Range(0, _source.Cells).Where(i => _source.Perturbations[i] == _control || Perturbations.Contains(_source.Perturbations[i], StringComparer.Ordinal))];
        if (_options.Column.Length == 0 || cells.All(i => _source.Perturbations[i] == _control)) throw new TrainingException($"{_options.Cells}: it holds no cells of {string.Join(", ", Perturbations.Take(3))}, so there is no truth to write. Name the column that says what was done to a cell, or leave the truth out.");
        List<Column> columns = [CategoryColumn.Of(_options.Column, [.. cells.Select(i => _source.Perturbations[i])])];
        if (_options.Context is { } named) columns.Add(CategoryColumn.Of(named, [.. cells.Select(i => _source.Contexts[i])]));
        AnnDataWriter.Write(path, new AnnotatedMatrix(new DenseMatrix(cells.Length, _source.Genes.Count, _source.Rows(cells)), new([.. cells.Select(i => _source.Names[i])], [.. columns]), new([.. _source.Genes])));
        return cells.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private Treatment Asked(string perturbation, string context) => Treatment.Of(perturbation, _control, context.Length > 0 ? context : _model.Context);

    private AnnotationTree About(List<PredictedPerturbation> made)
    {
        var about = new AnnotationTree();
        about.Add("model", _model.Description.Name);
        about.Add("family", _model.Description.Family);
        about.Add("weights_sha256", _model.WeightsSha256);
        about.Add("trained_on", _model.Description.TrainedOn);
        about.Add("predictions", new Table([.. made.Select((_, i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            new TextColumn("perturbation", [.. made.Select(m => m.Perturbation)]), new TextColumn("context", [.. made.Select(m => m.Context)]), new IntegerColumn("cells", [.. made.Select(m => (long)m.Cells)]),
            new NumberColumn("change", [.. made.Select(m => m.Change)]), new NumberColumn("spread", [.. made.Select(m => m.Spread)]), new TextColumn("training", [.. made.Select(m => m.Distance.Words)]),
            new TextColumn("nearest", [.. made.Select(m => m.Distance.Nearest)]), new NumberColumn("likeness", [.. made.Select(m => m.Distance.Likeness)]), new NumberColumn("cell_distance", [.. made.Select(m => m.CellDistance)])));
        var uns = new AnnotationTree();
        uns.Add("sintropia", about);
        return uns;
    }

    private double[] Mean(float[] before, float[] after)
    {
        var mean = new double[_source.Genes.Count];
        for (var i = 0; i < before.Length; i++) mean[i % mean.Length] += ((double)after[i] - before[i]) * mean.Length / before.Length;
        return mean;
    }

    private static double Size(double[] values) => Math.Sqrt(values.Average(v => v * v));

    private static int[] Evenly(int[] cells, int most) => cells.Length <= most ? cells : [.. Enumerable.Range(0, most).Select(i => cells[(int)((long)i * cells.Length / most)])];
}
