using System.CommandLine;
using System.Runtime.InteropServices;
using Sintropia.Cli.Terminals;
using Sintropia.Data;
using Sintropia.Data.Converting;
using Sintropia.Data.Presets;
using Sintropia.Data.Tables;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia convert`: files of cells from one form into another, with the columns of published data sets in one convention.</summary>
internal static class ConvertCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var from = new Argument<string>("IN") { Description = "An .h5ad file, a 10x folder, or a .csv or .tsv (also .gz)" };
        var to = new Argument<string>("OUT") { Description = "What to write, by its name: .h5ad, .csv, .tsv (also .gz); a name without an ending is a 10x folder" };
        var preset = new Option<string?>("--preset") { Description = $"Bring the columns of a published data set to one convention: {string.Join(", ", PerturbationPreset.All.Select(p => p.Name))}", HelpName = "NAME" };
        var where = new Option<string?>("--where") { Description = "Keep only cells that fulfil this, such as 'condition == \"control\" and n_genes > 500'", HelpName = "EXPRESSION" };
        var layer = new Option<string?>("--layer") { Description = "The layer that becomes X", HelpName = "NAME" };
        var genesInRows = GenesInRows();
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace OUT if it is there" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("convert", "Turn a file of cells into another form") { from, to, preset, where, layer, genesInRows, overwrite, json };
        command.SetAction(parsed =>
        {
            var (source, target) = (parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
            Named(target);
            if (Path.Exists(target) && !parsed.GetValue(overwrite)) throw new CommandFailure(ExitCode.Usage, $"{target} is there already. Name another, or replace it with --overwrite.");
            var options = new ConversionOptions { Preset = Preset(parsed.GetValue(preset)), Where = Reading(() => parsed.GetValue(where) is { } text ? Where.Parse(text) : null), Layer = parsed.GetValue(layer), GenesInRows = parsed.GetValue(genesInRows), Replace = parsed.GetValue(overwrite) };
            return Converted(source, target, options, parsed.GetValue(json), terminal);
        });
        return (command, "sintropia convert filtered_feature_bc_matrix cells.h5ad\nsintropia convert K562_essential.h5ad controls.h5ad --preset replogle --where 'control'\nsintropia convert cells.h5ad cells.csv.gz --where 'cell_type in [\"B\", \"T\"]'");
    }

    public static Option<bool> GenesInRows() => new("--genes-in-rows") { Description = "In a .csv or .tsv that is read, a row is a gene" };

    /// <summary>What cannot be read or makes no sense for a file is told as such.</summary>
    public static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception invalid) when (invalid is DataFileException or WhereException or ArgumentException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
    }

    private static int Converted(string from, string to, ConversionOptions options, bool json, Terminal terminal)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = terminal.HearsSignals ? PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; stop.Cancel(); }) : null;
        try
        {
            var result = Reading(() => CellConversion.Run(from, to, options, stop.Token));
            if (json) JsonLine.Write(terminal.Output, new { From = from, To = to, result.Cells, result.CellsRead, result.Genes, result.LeftOut, result.Rounded });
            else Write(result, to, terminal);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Interrupted; nothing was written.");
            return ExitCode.Interrupted;
        }
        catch (CommandFailure failure) when (failure.InnerException is DataFileException { File: { } file } && file.StartsWith(to, StringComparison.Ordinal))
        {
            throw new CommandFailure(ExitCode.RunFailed, failure.Message, failure.InnerException);
        }
    }

    private static void Write(ConversionResult result, string to, Terminal terminal)
    {
        terminal.Output.WriteLine($"Written: {to}, {Words.Count(result.Cells, "cell")}{(result.Cells == result.CellsRead ? "" : $" of {Words.Count(result.CellsRead)}")} × {Words.Count(result.Genes, "gene")}");
        foreach (var left in result.LeftOut) terminal.Output.WriteLine($"  left out: {left}");
        if (result.Rounded > 0) terminal.Output.WriteLine($"  rounded: {Words.Count(result.Rounded, "value")} that float cannot hold exactly");
    }

    private static void Named(string target)
    {
        try
        {
            CellFile.CheckName(target);
        }
        catch (DataFileException unknown)
        {
            throw new CommandFailure(ExitCode.Usage, unknown.Message, unknown);
        }
    }

    private static PerturbationPreset? Preset(string? name)
    {
        try
        {
            return name is null ? null : PerturbationPreset.Of(name);
        }
        catch (ArgumentException unknown)
        {
            throw new CommandFailure(ExitCode.Usage, unknown.Message, unknown);
        }
    }
}
