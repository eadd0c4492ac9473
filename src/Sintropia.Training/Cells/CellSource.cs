using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Tables;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Cells;

/// <summary>Cells of a file as training sees them: log-normalised, of one panel. Rows are read when they are asked for, or once where all fit into memory; the bits are the same.</summary>
public sealed class CellSource : IDisposable
{
    private readonly AnnDataFile _file;
    private readonly StoredMatrix _matrix;
    private readonly DataOptions _options;
    private readonly int[] _rows; // in the file, of each cell
    private readonly double[]? _sizes; // in the file's order of chosen rows
    private readonly ValueKind _values;
    private int[] _columns = [];
    private float[]? _kept;

    private CellSource(AnnDataFile file, DataOptions options)
    {
        (_file, _options) = (file, options);
        _matrix = file.Matrix(options.Layer);
        var obs = file.Obs.Read();
        var done = options.Perturbation.Length == 0 ? [.. Enumerable.Repeat(options.Control, obs.Rows)] : Labels(obs, options.Perturbation);
        var context = options.Context is { } name ? Labels(obs, name) : null;
        int[] wanted = options.Where is { } condition ? Where.Parse(condition).Rows(obs) : [.. Enumerable.Range(0, obs.Rows)];
        var groups = wanted.GroupBy(r => (Context: context?[r] ?? "", Perturbation: done[r])).ToDictionary(g => g.Key, g => g.Count());
        string[] few = [.. groups.Where(g => g.Value < options.LeastCells && g.Key.Perturbation != options.Control).Select(g => $"{g.Key.Perturbation}{(g.Key.Context.Length > 0 ? $" in {g.Key.Context}" : "")} ({g.Value})").Order(StringComparer.Ordinal)];
        _rows = [.. wanted.Where(r => done[r] == options.Control || groups[(context?[r] ?? "", done[r])] >= options.LeastCells)];
        Names = [.. _rows.Select(r => obs.Names[r])];
        Perturbations = [.. _rows.Select(r => done[r])];
        Contexts = [.. _rows.Select(r => context?[r] ?? "")];
        if (few.Length > 0) Notes = [$"Left out for having fewer than {options.LeastCells} cells: {string.Join(", ", few)}."];
        CheckControls();
        (_values, var note) = Kind();
        Notes = [.. Notes, note];
        if (options.Sizes is { } sizes) _sizes = Numbers(obs, sizes);
    }

    /// <summary>Names of the panel.</summary>
    public IReadOnlyList<string> Genes { get; private set; } = [];

    /// <summary>What each cell is called in the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was done to each cell.</summary>
    public IReadOnlyList<string> Perturbations { get; }

    /// <summary>Context of each cell; empty where there is one.</summary>
    public IReadOnlyList<string> Contexts { get; }

    /// <summary>How many cells there are.</summary>
    public int Cells => _rows.Length;

    /// <summary>What was found about the data, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Whether values are made of counts.</summary>
    public bool FromCounts => _values == ValueKind.Counts;

    /// <summary>Groups of cells, controls left out: context, perturbation, number.</summary>
    public IReadOnlyList<(string Context, string Perturbation, int Cells)> Groups =>
        [.. Enumerable.Range(0, Cells).Where(i => Perturbations[i] != _options.Control).GroupBy(i => (Contexts[i], Perturbations[i])).Select(g => (g.Key.Item1, g.Key.Item2, g.Count())).OrderBy(g => g.Item1, StringComparer.Ordinal).ThenBy(g => g.Item2, StringComparer.Ordinal)];

    /// <summary>Opens a file.</summary>
    /// <exception cref="TrainingException">Columns or controls are missing, or values are neither counts nor log-normalised.</exception>
    /// <exception cref="DataFileException">The file is not there or damaged.</exception>
    public static CellSource Open(DataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = AnnDataFile.Open(options.File);
        try
        {
            return new(file, options);
        }
        catch (Exception unusable) when (unusable is WhereException or KeyNotFoundException)
        {
            file.Dispose();
            throw new TrainingException($"{options.File}: {unusable.Message}", unusable);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Chooses the panel: a given one, or genes that enough of some cells express, the most variable of them if the options say how many.</summary>
    /// <param name="cells">Those that may be looked at: of training.</param>
    /// <param name="panel">Genes of a model that is trained on; null to choose.</param>
    /// <exception cref="TrainingException">Genes of the panel are not in the file; some are named.</exception>
    public void Choose(IReadOnlyList<int> cells, IReadOnlyList<string>? panel = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var names = _file.Var.ReadNames();
        if (panel is not null)
        {
            var places = names.Select((n, i) => (n, i)).GroupBy(n => n.n, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
            string[] missing = [.. panel.Where(g => !places.ContainsKey(g))];
            if (missing.Length > 0) throw new TrainingException($"{_options.File}: {missing.Length} of the {panel.Count} genes of the model's panel are not in the file: {string.Join(", ", missing.Take(5))}{(missing.Length > 5 ? ", …" : "")}. The panels do not match; use data of the same genes, or train a new model.");
            _columns = [.. panel.Select(g => places[g])];
        }
        else
        {
            _columns = [.. Enumerable.Range(0, names.Length)];
            if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) throw new TrainingException($"{_options.File}: the gene '{names.GroupBy(n => n, StringComparer.Ordinal).First(g => g.Count() > 1).Key}' comes twice. Make names unique first, as `sintropia convert` does.");
            var expressed = new int[names.Length];
            foreach (var block in cells.Chunk(1024))
            {
                var values = Read(block);
                for (var i = 0; i < values.Length; i++)
                    if (values[i] > 0)
                        expressed[i % names.Length]++;
            }

            _columns = [.. Enumerable.Range(0, names.Length).Where(g => expressed[g] >= _options.ExpressedIn)];
            if (_options.VariableGenes is { } most && most < _columns.Length)
            {
                var variability = VariableGenes.Find(new DenseMatrix(cells.Count, _columns.Length, Read([.. cells])), new() { Top = most });
                _columns = [.. variability.Chosen.Take(most).Select(g => _columns[g])];
            }
        }

        if (_columns.Length == 0) throw new TrainingException($"{_options.File}: no gene is expressed in {_options.ExpressedIn} of {cells.Count} cells. Set 'expressed_in' lower.");
        Genes = [.. _columns.Select(c => names[c])];
        if ((long)Cells * Genes.Count * sizeof(float) <= _options.Memory) _kept = Read([.. Enumerable.Range(0, Cells)]);
    }

    /// <summary>Some cells, in the order given; one may come more than once.</summary>
    /// <param name="cells">Which.</param>
    /// <returns>[cells × genes]</returns>
    public float[] Rows(ReadOnlySpan<int> cells)
    {
        if (_kept is null) return Read(cells.ToArray());
        var (rows, width) = (new float[cells.Length * Genes.Count], Genes.Count);
        for (var i = 0; i < cells.Length; i++) _kept.AsSpan(cells[i] * width, width).CopyTo(rows.AsSpan(i * width));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private float[] Read(int[] cells)
    {
        var rows = Array.ConvertAll(cells, c => _rows[c]);
        var matrix = _matrix.ReadRows(rows);
        matrix = _values switch
        {
            ValueKind.Counts => LogTransform.Log1p(LibrarySizes.Normalise(matrix, new() { Target = _options.Depth, Sizes = _sizes is null ? null : [.. rows.Select(r => _sizes[r])] }).Matrix),
            ValueKind.Normalised => LogTransform.Log1p(matrix),
            _ => matrix,
        };
        return (_columns.Length == matrix.Columns ? matrix : matrix.SelectColumns(_columns)).ToDense();
    }

    private (ValueKind Kind, string Note) Kind()
    {
        var check = CountsCheck.Of(_matrix.ReadRows([.. _rows.Take(2000)]));
        var where = _options.Layer is null ? "X" : $"The layer '{_options.Layer}'";
        if (check.Kind is ValueKind.Counts) return (check.Kind, $"{where} holds counts, brought to {_options.Depth:0} per cell and logged. {check.Why}");
        if (_options.Sizes is not null) throw new TrainingException($"{_options.File}: {where} holds no counts, and sizes from '{_options.Sizes}' need counts. {check.Why} Leave 'sizes' out, or name the layer of counts with 'layer'.");
        if (check.Kind is ValueKind.Normalised or ValueKind.LogNormalised) return (check.Kind, $"{where} holds {(check.Kind == ValueKind.Normalised ? "normalised values, which were logged" : "log-normalised values, taken as they are")}. {check.Why}");
        throw new TrainingException($"{_options.File}: {where} holds neither counts nor log-normalised values. {check.Why} Name the layer of counts with 'layer'.");
    }

    private void CheckControls()
    {
        foreach (var context in Contexts.Distinct())
            if (!Enumerable.Range(0, Cells).Any(i => Contexts[i] == context && Perturbations[i] == _options.Control))
                throw new TrainingException($"{_options.File}: there is no control '{_options.Control}' in column '{_options.Perturbation}'{(context.Length > 0 ? $" among the cells of '{context}'" : "")}, so nothing can be compared with it.{(NearestName.To(_options.Control, Perturbations.Distinct()) is { } near ? $" Did you mean '{near}'?" : "")} Say what controls are called with 'control', or leave such cells out with 'where'.");
        if (Cells == 0) throw new TrainingException($"{_options.File}: no cells are left. Check 'where' and 'least_cells'.");
    }

    private string[] Labels(Table obs, string column)
    {
        var found = obs[column];
        return [.. Enumerable.Range(0, obs.Rows).Select(r => found.Text(r) ?? "")];
    }

    private double[] Numbers(Table obs, string column)
    {
        var found = obs[column];
        return [.. Enumerable.Range(0, obs.Rows).Select(r => found switch
        {
            NumberColumn numbers => numbers.Values[r],
            IntegerColumn integers => integers.Values[r],
            _ => throw new TrainingException($"{_options.File}: the column '{column}' holds {found.Kind}, and sizes of cells are numbers. Name another with 'sizes'."),
        })];
    }
}
