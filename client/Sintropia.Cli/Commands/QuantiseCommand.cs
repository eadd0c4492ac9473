using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Predictors.Catalogue;
using Sintropia.Predictors.Embeddings;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia model quantise`: a folder of an embedding model in fewer bytes.</summary>
internal static class QuantiseCommand
{
    private const string Int8 = "int8";

    public static Command Create(Terminal terminal)
    {
        var from = new Argument<string>("IN") { Description = "Folder of a State Embedding or scGPT model" };
        var to = new Option<string>("--to") { Description = "int8: a byte for each weight of the matrices, with a scale for each row", HelpName = "KIND", DefaultValueFactory = _ => Int8 };
        var output = new Option<string>("--out") { Description = "The folder to write; `sintropia embed` reads it like any other", HelpName = "DIR", Required = true };
        var json = new Option<bool>("--json") { Description = "Print an object a layer, for programs" };
        var command = new Command("quantise", "Write an embedding model with a byte for each weight") { from, to, output, json };
        command.Aliases.Add("quantize");
        command.SetAction(parsed => ModelCommand.Reading(() =>
        {
            if (parsed.GetValue(to) != Int8) throw new CommandFailure(ExitCode.Usage, $"--to '{parsed.GetValue(to)}' is not known. There is {Int8}.");
            var (source, target) = (parsed.GetRequiredValue(from), parsed.GetRequiredValue(output));
            var layers = QuantisedFolder.Write(source, target);
            if (parsed.GetValue(json))
            {
                foreach (var layer in layers) JsonLine.Write(terminal.Output, layer);
                return ExitCode.Ok;
            }

            var table = new TextTable("layer", ">rows", ">columns", ">bytes before", ">bytes after", ">error");
            foreach (var layer in layers) table.Add(layer.Name, Words.Count(layer.Rows), Words.Count(layer.Columns), Words.Count(layer.BytesBefore), Words.Count(layer.BytesAfter), layer.Error.ToString("0.0000", CultureInfo.InvariantCulture));
            table.Write(terminal);
            var card = ModelCatalogue.Card(target);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written: {target}; its matrices take {layers.Sum(l => l.BytesAfter) / (double)layers.Sum(l => l.BytesBefore):0.000} of their bytes, the folder {Words.Count(card.Bytes)} bytes. The licence of the weights stays: {(card.Licence.Length > 0 ? card.Licence : "not stated")}"));
            return ExitCode.Ok;
        }));
        return command;
    }
}
