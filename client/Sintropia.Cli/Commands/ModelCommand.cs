using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Predictors.Catalogue;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Sequences;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia model`: what models there are, what they say of themselves, and their files in other forms.</summary>
internal static class ModelCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var command = new Command("model", "List and show models, turn files of weights into safetensors or bytes, tell a trained model of further perturbations, and exchange models with a hub") { List(terminal), Show(terminal), Convert(terminal), Extend(terminal), QuantiseCommand.Create(terminal), StudyCommand.Create(terminal), HubCommands.Pull(terminal), HubCommands.Push(terminal) };
        return (command, "sintropia model list models\nsintropia model show models/norman/model.safetensors\nsintropia model convert se600m_epoch16.ckpt se.safetensors --prefix state_dict/\nsintropia model extend model.safetensors --bank drugs.tsv --name aspirin --out extended.safetensors\nsintropia model quantise models/scgpt --to int8 --out models/scgpt-int8\nsintropia model pull lab/small --out models/small");
    }

    private static Command List(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Where to look; folders in it are looked into, three deep", DefaultValueFactory = _ => "." };
        var json = Json();
        var command = new Command("list", "Models in a folder") { folder, json };
        command.SetAction(parsed => Reading(() =>
        {
            var cards = ModelCatalogue.Find(parsed.GetValue(folder)!);
            if (parsed.GetValue(json))
                foreach (var card in cards) Write(card, terminal);
            else if (cards.Count == 0)
                terminal.Output.WriteLine($"No models in {parsed.GetValue(folder)}. `sintropia train` writes some.");
            else
            {
                var table = new TextTable("model", "family", "licence", ">parameters", ">bytes", "path");
                foreach (var card in cards) table.Add(card.Name, card.Family, Said(card.Licence), Number(card.Parameters), Number(card.Bytes), card.Path);
                table.Write(terminal);
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var path = new Argument<string>("MODEL") { Description = "A file that training wrote, a file of weights, or a folder of an embedding model" };
        var json = Json();
        var command = new Command("show", "What a model says of itself, its licence first") { path, json };
        command.SetAction(parsed => Reading(() =>
        {
            var card = ModelCatalogue.Card(parsed.GetRequiredValue(path));
            if (parsed.GetValue(json)) Write(card, terminal);
            else
            {
                terminal.Output.WriteLine($"{terminal.Strong(card.Name)}: {card.Family}");
                (string Name, string Value)[] lines = [("licence", Said(card.Licence)), ("trained on", Said(card.TrainedOn)), ("parameters", Number(card.Parameters)), ("bytes", Number(card.Bytes)), ("sha-256", card.Hash), .. card.Facts];
                foreach (var (name, value) in lines) terminal.Output.WriteLine($"  {name}: {value}");
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Convert(Terminal terminal)
    {
        var from = new Argument<string>("IN") { Description = "A file of weights (.pt, .pth, .ckpt, .safetensors), or of vectors: a .tsv with a name and numbers per line, or an .h5ad with a vector per row of X" };
        var to = new Argument<string>("OUT") { Description = "The safetensors file to write" };
        var prefix = new Option<string>("--prefix") { Description = "Only tensors whose names begin so, and without it, such as state_dict/", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var licence = new Option<string?>("--licence") { Description = "Licence of the weights, for the new file to say", HelpName = "TEXT" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace OUT if it is there" };
        var command = new Command("convert", "Turn weights or vectors into safetensors; nothing in them is executed") { from, to, prefix, licence, overwrite };
        command.SetAction(parsed => Reading(() =>
        {
            var (source, target) = (parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
            New(target, parsed.GetValue(overwrite));
            if (Bank(source) is { } bank)
            {
                bank.Save(target);
                terminal.Output.WriteLine($"Written: {target}, {Words.Count(bank.Names.Length, "vector")} of {bank.Width}");
            }
            else
            {
                terminal.Output.WriteLine($"Written: {target}, {Words.Count(WeightConversion.Run(source, target, parsed.GetValue(prefix)!, parsed.GetValue(licence)), "tensor")}; licence of the weights: {Said(parsed.GetValue(licence) ?? "")}");
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Extend(Terminal terminal)
    {
        var path = new Argument<string>("MODEL") { Description = "A model that training wrote, of a family that is told vectors of perturbations" };
        var bank = new Option<string>("--bank") { Description = "Vectors of the kind that it was trained with: safetensors, .tsv, or an .h5ad with one per row of X", HelpName = "FILE", Required = true };
        var names = new Option<string[]>("--name") { Description = "A perturbation of the bank; may be given more than once [default: all that the model does not have]", HelpName = "NAME" };
        var output = new Option<string>("--out") { Description = "The model to write", HelpName = "FILE", Required = true };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace FILE if it is there" };
        var command = new Command("extend", "Tell a trained model of further perturbations, which scenarios can then name") { path, bank, names, output, overwrite };
        command.SetAction(parsed => Reading(() =>
        {
            var target = parsed.GetRequiredValue(output);
            New(target, parsed.GetValue(overwrite));
            var file = parsed.GetRequiredValue(bank);
            var added = ModelExtension.Add(parsed.GetRequiredValue(path), target, Bank(file) ?? SequenceBank.Read(file), parsed.GetValue(names));
            terminal.Output.WriteLine($"Written: {target}, which can be told of {Words.Count(added.Count, "more perturbation")}: {string.Join(", ", added.Take(8))}{(added.Count > 8 ? ", …" : "")}. It was not trained on them.");
            return ExitCode.Ok;
        }));
        return command;
    }

    // Vectors by the ending of their file; null for tensors.
    private static SequenceBank? Bank(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is ".TSV" or ".CSV" or ".TXT") return SequenceBank.Read(path);
        if (!CellFile.IsAnnData(path)) return null;
        using var file = AnnDataFile.Open(path);
        var (rows, names) = (file.Matrix().Read(), file.Obs.Read().Names);
        return SequenceBank.Of(path, [.. names.Select((name, i) =>
        {
            var vector = new float[rows.Columns];
            rows.CopyRow(i, vector);
            return (name, vector);
        })], new Dictionary<string, string> { ["source"] = Path.GetFileName(path) });
    }

    private static void New(string target, bool replaces)
    {
        if (Path.Exists(target) && !replaces) throw new CommandFailure(ExitCode.Usage, $"{target} is there already. Name another, or replace it with --overwrite.");
    }

    internal static int Reading(Func<int> work) => TrainCommand.Reading(() =>
    {
        try
        {
            return work();
        }
        catch (EmbedderException unusable)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unusable.Message, unusable);
        }
    });

    private static void Write(ModelCard card, Terminal terminal) => JsonLine.Write(terminal.Output, new { card.Path, card.Name, card.Family, card.Licence, card.TrainedOn, card.Parameters, card.Bytes, card.Hash, Facts = card.Facts.ToDictionary(f => f.Name, f => f.Value) });

    private static Option<bool> Json() => new("--json") { Description = "Print an object a model, for programs" };

    private static string Said(string text) => text.Length > 0 ? text : "not stated";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
