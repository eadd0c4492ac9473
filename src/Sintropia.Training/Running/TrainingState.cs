using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Training.Stages;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Training.Running;

/// <summary>Where a training stands: everything that later steps depend on.</summary>
internal sealed class TrainingState
{
    private const string Now = "now.", Best = "best.", Memory = "optimiser.";

    public int Stage { get; set; }

    public int Step { get; set; }

    public int Waited { get; set; }

    public double BestLoss { get; set; } = double.PositiveInfinity;

    public double Sum { get; set; } // of the losses since the last line of the curves

    public int Summed { get; set; }

    public double Norm { get; set; }

    public List<CurvePoint> Curves { get; init; } = [];

    public Dictionary<string, float[]> BestWeights { get; init; } = [];

    public void Keep(IReadOnlyDictionary<string, Layer> networks)
    {
        foreach (var (name, tensor) in State(networks)) BestWeights[name] = tensor.ToArray();
    }

    public void Restore(IReadOnlyDictionary<string, Layer> networks)
    {
        foreach (var (name, tensor) in State(networks))
            if (BestWeights.TryGetValue(name, out var values))
                tensor.CopyFrom(values);
    }

    public void Save(string path, IReadOnlyDictionary<string, Layer> networks, TrainingStage stage, string configuration, string split)
    {
        List<WeightTensor> tensors = [];
        foreach (var (name, tensor) in State(networks))
        {
            tensors.Add(WeightTensor.Of<float>(Now + name, tensor.ToArray(), tensor.Count));
            if (BestWeights.TryGetValue(name, out var values)) tensors.Add(WeightTensor.Of<float>(Best + name, values, values.Length));
        }

        foreach (var (name, tensor) in stage.Optimiser.State) tensors.Add(WeightTensor.Of<float>(Memory + name, tensor.ToArray(), tensor.Count));
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>
        {
            ["configuration"] = configuration,
            ["split"] = split,
            ["stage"] = Text(Stage),
            ["step"] = Text(Step),
            ["waited"] = Text(Waited),
            ["best_loss"] = Text(BestLoss),
            ["sum"] = Text(Sum),
            ["summed"] = Text(Summed),
            ["norm"] = Text(Norm),
            ["optimiser_steps"] = Text(stage.Optimiser.Steps),
            ["curves"] = string.Join('\n', Curves),
        });
    }

    /// <summary>Reads a state into networks and the stage that it is in.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="networks">Get its weights.</param>
    /// <param name="stage">Gives the stage of a number.</param>
    /// <param name="configuration">SHA-256 of the configuration that goes on.</param>
    /// <param name="split">SHA-256 of the split that goes on.</param>
    public static (TrainingState State, TrainingStage Stage) Load(string path, IReadOnlyDictionary<string, Layer> networks, Func<int, TrainingStage> stage, string configuration, string split)
    {
        using var file = WeightFile.Open(path);
        string Said(string key) => file.Metadata.GetValueOrDefault(key) ?? throw new TrainingException($"{path}: the checkpoint says nothing of '{key}'. It is of another program or version; train anew.");
        if (Said("configuration") != configuration) throw new TrainingException($"{path}: the checkpoint is of another configuration. Put config.yaml back as it was, or train anew into another folder.");
        if (Said("split") != split) throw new TrainingException($"{path}: the data are split otherwise than when the checkpoint was written, so they are other data. Put them back, or train anew into another folder.");
        try
        {
            var state = new TrainingState
            {
                Stage = Whole("stage"), Step = Whole("step"), Waited = Whole("waited"), BestLoss = Number("best_loss"), Sum = Number("sum"), Summed = Whole("summed"), Norm = Number("norm"),
                Curves = [.. Said("curves").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CurvePoint.Parse)],
            };
            var own = stage(state.Stage);
            foreach (var (name, tensor) in State(networks))
            {
                tensor.CopyFrom(file[Now + name].ToFloats());
                if (file.Find(Best + name) is { } best) state.BestWeights[name] = best.ToFloats();
            }

            own.Optimiser.Resume(Whole("optimiser_steps"), own.Optimiser.State.Select(s => (s.Name, Tensor.From(s.Tensor.Shape, file[Memory + s.Name].ToFloats()))).ToList());
            return (state, own);
        }
        catch (Exception odd) when (odd is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new TrainingException($"{path}: the checkpoint does not fit this training: {odd.Message} Train anew into another folder.", odd);
        }

        int Whole(string key) => int.Parse(Said(key), CultureInfo.InvariantCulture);
        double Number(string key) => double.Parse(Said(key), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> State(IReadOnlyDictionary<string, Layer> networks) => networks.SelectMany(n => n.Value.State.Select(s => (n.Key + s.Name, s.Tensor)));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
