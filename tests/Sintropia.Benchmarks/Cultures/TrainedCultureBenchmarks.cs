using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Plans;
using Sintropia.Simulation.Organisms;
using Sintropia.Tensors.Layers;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>Cultures of 100,000 founders whose cells go where a model file of a published kind says, of a panel of 500 genes. The weights are drawn: a trained one costs the same.</summary>
internal static class TrainedCultureBenchmarks
{
    private const int Genes = 500, Founders = 100_000;

    public static int Run(string? resultFile)
    {
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        var folder = Directory.CreateTempSubdirectory("sintropia-trained-").FullName;
        try
        {
            List<Dictionary<string, object>> rows = [];
            foreach (var (name, founders, hours, write) in new (string, int, int, Action<string>)[]
            {
                ("State Transition, width 128, 2 layers (sets: asked once per level)", Founders, 24, StateTransition),
                ("virtual cell line, 256 hidden (asked about every cell)", Founders, 12, VirtualCellLine),
                ("bio-JEPA, width 32, 2 blocks (asked about every cell)", Founders / 100, 2, BioJepa),
            })
            {
                write(Path.Combine(folder, "model.safetensors"));
                rows.Add(Measure(name, founders, hours, folder));
            }

            if (resultFile is not null) File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), genes = Genes, rows }, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, object> Measure(string name, int founders, int hours, string folder)
    {
        var path = Path.Combine(folder, "culture.yaml");
        File.WriteAllText(path, $$"""
            format: 1
            name: A culture that a model in a file answers for
            seed: 3
            duration: {{hours}} h
            cell_types: { line: { cycle: { G1: 11 h, S: 8 h, G2: 4 h, M: 1 h } } }
            expression: { predictor: model.safetensors, half_life: 6 h, residual_spread: 0.3 }
            tissues: { dish: { populations: [ { type: line, cells: {{founders}} cells } ] } }
            conditions: { treated: [ { activation: G7, from: 1 h } ] }
            """);
        var plan = ScenarioPlans.Compile(ScenarioFile.Load(path), "treated", 1);
        var organism = Organism.Found(plan, new() { Threads = Environment.ProcessorCount }, plan.Expression!.Trained);
        var watch = Stopwatch.StartNew();
        double steps = 0;
        while (!organism.IsComplete)
        {
            organism.Advance();
            steps += organism.Cells;
        }

        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {founders:N0} founders, {hours} h of {organism.Ticks} ticks, {organism.Cells:N0} cells at the end: {seconds:f1} s, {steps / seconds:N0} cell-steps/s, {organism.Bytes / (double)organism.Cells:f0} B a cell"));
        return new() { ["name"] = name, ["founders"] = founders, ["hours"] = hours, ["ticks"] = organism.Ticks, ["cells"] = organism.Cells, ["seconds"] = seconds, ["cell_steps_per_second"] = steps / seconds, ["bytes_per_cell"] = organism.Bytes / (double)organism.Cells };
    }

    private static ModelDescription About(string family, object options) => new()
    {
        Family = family, Name = family, Genes = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")], Perturbations = family == ModelFamily.VirtualCellLine ? [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")] : ["G7", "G8"],
        Kind = AgentKind.GeneGain, Control = "control", TrainedOn = "nothing: weights are drawn", Licence = "Apache-2.0", Options = ModelFile.Describe(options),
    };

    private static void StateTransition(string path)
    {
        var options = new StateTransitionOptions { Inputs = Genes, Outputs = Genes, PerturbationWidth = 2, CellsPerSet = 32, Width = 128, Feedforward = 256, Layers = 2, Heads = 4, EncoderLayers = 2, ProjectionLayers = 2 };
        Save(path, About(ModelFamily.StateTransition, options), new() { [ModelFile.Network] = new StateTransitionNetwork(options) }, [1, 0, 0, 1]);
    }

    private static void VirtualCellLine(string path)
    {
        var options = new VirtualCellLineOptions { Genes = Genes, Hidden = [256] };
        Save(path, About(ModelFamily.VirtualCellLine, options), new() { [ModelFile.Network] = VirtualCellLineNetwork.From(options) }, null, [.. Enumerable.Repeat(3f, Genes)]);
    }

    private static void BioJepa(string path)
    {
        var options = new BioJepaOptions { Genes = Genes, Width = 32, Heads = 2, Blocks = 2, MaskedBlocks = 1, Widening = 2, Perturbations = 1, PerturbationWidth = 2 };
        Save(path, About(ModelFamily.BioJepa, options), new() { [ModelFile.Network] = new BioJepaNetwork(options), [ModelFile.Decoder] = new ExpressionDecoder(options.Width) }, [1, 0, 0, 1]);
    }

    private static void Save(string path, ModelDescription about, Dictionary<string, Layer> networks, float[]? vectors, float[]? high = null)
    {
        foreach (var network in networks.Values) network.Initialise(1);
        ModelFile.Save(path, about, networks, [.. Enumerable.Range(0, 64 * Genes).Select(i => i % 7 * 0.4f)], vectors, high);
    }
}
