using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.GroundTruth;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia init dataset`: made-up cells of which everything is known, as an .h5ad file.</summary>
internal static class InitDatasetCommand
{
    private static readonly GroundTruthOptions s_usual = new();

    public static Command Create(Argument<string> folder, Terminal terminal)
    {
        var path = new Option<string>("--out") { Description = "Where to write", HelpName = "FILE.h5ad", DefaultValueFactory = _ => "dataset.h5ad" };
        var cells = Number("--cells", "How many cells", s_usual.Cells);
        var genes = Number("--genes", "How many genes, at least 150", s_usual.Genes);
        var perturbations = Number("--perturbations", "How many perturbations beside the control: knock-outs, knock-downs, activations and compounds take turns", s_usual.Perturbations);
        var types = Number("--cell-types", "How many cell types", s_usual.CellTypes);
        var batches = Number("--batches", "How many batches", s_usual.Batches);
        var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same cells, to the bit", HelpName = "S", DefaultValueFactory = _ => s_usual.Seed };
        var line = new Option<string>("--like") { Description = $"Whose means, dispersions and depth genes get: {string.Join(", ", ExpressionStatistics.All.Select(s => s.Name))}", HelpName = "LINE", DefaultValueFactory = _ => s_usual.Statistics.Name };
        var command = new Command("dataset", "Make up a data set with a known network, phases, and effects of perturbations (a folder of this name: ./dataset)") { path, cells, genes, perturbations, types, batches, seed, line };
        command.SetAction(parsed =>
        {
            if (parsed.GetResult(folder) is { Tokens: [var word, ..] }) throw new CommandFailure(ExitCode.Usage, $"'{word.Value}' is one word too many. Name the file with --out.");
            return Write(parsed.GetRequiredValue(path), new()
            {
                Cells = parsed.GetValue(cells), Genes = parsed.GetValue(genes), Perturbations = parsed.GetValue(perturbations), CellTypes = parsed.GetValue(types), Batches = parsed.GetValue(batches),
                Seed = parsed.GetValue(seed), Statistics = Line(parsed.GetRequiredValue(line)),
            }, terminal);
        });
        return command;
    }

    private static Option<int> Number(string name, string what, int usual) => new(name) { Description = what, HelpName = "N", DefaultValueFactory = _ => usual };

    private static ExpressionStatistics Line(string name) => ExpressionStatistics.All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CommandFailure(ExitCode.Usage, $"There are no statistics of '{name}'; there are those of {string.Join(", ", ExpressionStatistics.All.Select(s => s.Name))}.");

    private static int Write(string path, GroundTruthOptions options, Terminal terminal)
    {
        if (Path.Exists(path)) throw new CommandFailure(ExitCode.Usage, $"{path} is there already, so nothing was written. Move it away, or name another file with --out.");
        var watch = Stopwatch.StartNew();
        try
        {
            var set = GroundTruthSet.Of(options);
            var data = set.Count();
            AnnDataWriter.Write(path, data);
            var molecules = data.X!.RowSums().Average();
            terminal.Output.WriteLine($"Written: {path}");
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{data.Cells} cells × {data.Genes} genes in {watch.Elapsed.TotalSeconds:F1} s: {molecules:F0} molecules a cell, {set.Perturbations.Length} perturbations, {set.Programme.Edges.Length} edges among {set.Programme.Regulators} regulators and their targets."));
            terminal.Output.WriteLine("X holds counts; what is true lies in obs['true_*'], var['true_*'], varm['true_effects'] and uns['ground_truth'].");
            return ExitCode.Ok;
        }
        catch (ArgumentException impossible)
        {
            throw new CommandFailure(ExitCode.Usage, impossible.Message, impossible);
        }
        catch (DataFileException unwritten)
        {
            throw new CommandFailure(ExitCode.RunFailed, unwritten.Message, unwritten);
        }
    }
}
