using System.Text.Json;
using Sintropia.Data.AnnData;
using Sintropia.Evaluation.Perturbations;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>The files of the metrics' fixture while its cases run; cells and tables are made when first asked for.</summary>
internal sealed class MetricFolder : IDisposable
{
    private readonly FixtureFolder _folder;
    private readonly JsonDocument _config;
    private readonly Dictionary<string, JsonDocument> _json = [];
    private readonly Dictionary<string, PerturbationCells> _cells = [];
    private readonly Dictionary<string, DifferentialTable> _tables = [];

    public MetricFolder(FixtureFolder folder)
    {
        _folder = folder;
        _config = folder.Json("config.json");
        Inputs = WeightFile.Open(folder.File("inputs.safetensors"));
        Outputs = WeightFile.Open(folder.File("outputs.safetensors"));
    }

    public WeightFile Inputs { get; }

    public WeightFile Outputs { get; }

    /// <summary>A JSON file of the folder.</summary>
    public JsonElement this[string name]
    {
        get
        {
            if (!_json.TryGetValue(name, out var document)) _json[name] = document = _folder.Json(name);
            return document.RootElement;
        }
    }

    /// <summary>Real cells, or those of a prediction: as the fixture calls them.</summary>
    public PerturbationCells Cells(string name)
    {
        var file = name switch { "real" or "truth_as_prediction" => "real.h5ad", "model" => "pred_model.h5ad", "baseline" => "pred_mean_baseline.h5ad", _ => throw new FixtureException($"{_folder.Path}: no file of the cells '{name}' is known.") };
        if (_cells.TryGetValue(file, out var known)) return known;
        using var data = AnnDataFile.Open(_folder.File(file));
        var done = data.Obs.Read()[_config.RootElement.GetProperty("pert_col").GetString()!];
        var labels = Enumerable.Range(0, data.Cells).Select(cell => done.Text(cell) ?? "").ToArray();
        if (data.X is not { } x) throw new FixtureException($"{_folder.File(file)}: it holds no X.");
        return _cells[file] = new(x.Read().ToDense(), data.Var.Read().Names, labels, _config.RootElement.GetProperty("control").GetString()!);
    }

    /// <summary>Differential expression by the rules that the fixture calls old or new.</summary>
    public DifferentialTable Table(string name, string era)
    {
        var key = $"{name}/{era}";
        return _tables.TryGetValue(key, out var known) ? known : _tables[key] = DifferentialTable.Of(Cells(name), era == "old" ? DifferentialRules.Challenge : DifferentialRules.Present);
    }

    public void Dispose()
    {
        _config.Dispose();
        Inputs.Dispose();
        Outputs.Dispose();
        foreach (var document in _json.Values) document.Dispose();
    }
}
