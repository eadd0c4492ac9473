using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Predictors.Embeddings;
using Sintropia.Training.Embeddings;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia embed`: cells of a file, each to a vector, by a model in a folder.</summary>
internal static class EmbedCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var from = new Argument<string>("CELLS") { Description = "An .h5ad file of counts, or of their natural logarithms" };
        var model = new Option<string>("--model") { Description = "Folder of a State Embedding model (weights, config and vectors of genes) or of scGPT (best_model.pt, args.json, vocab.json)", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "The .h5ad file to write: all of CELLS, and embeddings in obsm", HelpName = "FILE", Required = true };
        var layer = new Option<string?>("--layer") { Description = "The layer of counts; it becomes X", HelpName = "NAME" };
        var genes = new Option<string?>("--genes") { Description = "Column of var that names genes as the model does [default: the names of rows]", HelpName = "COLUMN" };
        var key = new Option<string?>("--key") { Description = "Name in obsm [default: the model's, such as X_state]", HelpName = "NAME" };
        var seed = new Option<ulong>("--seed") { Description = "Of the order of genes that are expressed alike", HelpName = "SEED", DefaultValueFactory = _ => 42 };
        var bytes = new Option<bool>("--int8") { Description = "Compute with a byte for each weight: a quarter of the memory, and vectors that are off a little" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace FILE if it is there" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("embed", "Give each cell of a file a vector, by a model in a folder") { from, model, output, layer, genes, key, seed, bytes, overwrite, json };
        command.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(output);
            if (Path.Exists(target) && !parsed.GetValue(overwrite)) throw new CommandFailure(ExitCode.Usage, $"{target} is there already. Name another, or replace it with --overwrite.");
            EmbeddingOptions options = new() { Layer = parsed.GetValue(layer), Genes = parsed.GetValue(genes), Key = parsed.GetValue(key) };
            return TrainCommand.Reading(() => Embed(parsed.GetRequiredValue(from), target, parsed.GetRequiredValue(model), parsed.GetValue(seed), parsed.GetValue(bytes), options, parsed.GetValue(json), terminal));
        });
        return (command, "sintropia embed cells.h5ad --model models/se --out embedded.h5ad\nsintropia embed cells.h5ad --model models/se --out embedded.h5ad --layer counts --genes gene_symbol");
    }

    private static int Embed(string from, string to, string folder, ulong seed, bool bytes, EmbeddingOptions options, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var bar = new StepBar(terminal);
        try
        {
            var embedder = Opened(folder, seed, bytes);
            if (!json) terminal.Output.WriteLine($"{embedder.Name}; licence of the weights: {(embedder.Licence.Length > 0 ? embedder.Licence : "not stated in the folder")}");
            var outcome = EmbeddingRun.Run(from, to, embedder, options, json ? null : new Shown(bar), stop.Token);
            bar.End();
            if (json) JsonLine.Write(terminal.Output, new { Out = to, Model = embedder.Name, embedder.Licence, outcome.Cells, outcome.Width, outcome.Key, outcome.GenesKnown, outcome.Genes, outcome.Values, outcome.Notes });
            else Tell(outcome, to, terminal);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            bar.End();
            terminal.Complain("Interrupted; nothing was written.");
            return interruption.Code;
        }
    }

    private static ICellEmbedder Opened(string folder, ulong seed, bool bytes)
    {
        try
        {
            return EmbedderFolder.Open(folder, seed, bytes);
        }
        catch (EmbedderException unusable)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unusable.Message, unusable);
        }
    }

    private static void Tell(EmbeddingOutcome outcome, string to, Terminal terminal)
    {
        foreach (var note in outcome.Notes) terminal.Output.WriteLine($"  left out: {note}");
        terminal.Output.WriteLine($"Written: {to}, obsm['{outcome.Key}'] of {Words.Count(outcome.Cells, "cell")} × {outcome.Width}; {Words.Count(outcome.GenesKnown)} of {Words.Count(outcome.Genes, "gene")} are known to the model; X was taken for {outcome.Values}");
    }

    private sealed class Shown(StepBar bar) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) => bar.Show("cells", value.Cells, value.Of, "", value.Cells == value.Of);
    }
}
