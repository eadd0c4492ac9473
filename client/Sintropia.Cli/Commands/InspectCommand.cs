using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Data;
using Sintropia.Data.Inspecting;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia inspect`: what is in a file of cells, and what can be made of it.</summary>
internal static class InspectCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var path = new Argument<string>("FILE") { Description = "An .h5ad file, a 10x folder, or a .csv or .tsv (also .gz)" };
        var genesInRows = ConvertCommand.GenesInRows();
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command("inspect", "Say what is in a file of cells: shapes, columns, whether values are counts, and what a culture or a training run can make of it") { path, genesInRows, json };
        command.SetAction(parsed =>
        {
            var inspection = ConvertCommand.Reading(() => Inspection.Of(parsed.GetRequiredValue(path), parsed.GetValue(genesInRows)));
            if (parsed.GetValue(json)) WriteJson(inspection, terminal);
            else WriteText(inspection, terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia inspect cells.h5ad\nsintropia inspect filtered_feature_bc_matrix\nsintropia inspect counts.csv.gz --genes-in-rows");
    }

    private static void WriteText(Inspection of, Terminal terminal)
    {
        var to = terminal.Output;
        to.WriteLine($"{terminal.Strong(of.Path)}: {of.Format}, {Words.Count(of.Cells, "cell")} × {Words.Count(of.Genes, "gene")}");
        if (of.Cells > 0) to.WriteLine($"  cells {Shown(of.CellNames)}{(of.Cells > of.CellNames.Count ? ", …" : "")}");
        if (of.Genes > 0) to.WriteLine($"  genes {Shown(of.GeneNames)}{(of.Genes > of.GeneNames.Count ? ", …" : "")}");
        foreach (var (name, storage, values) in of.Matrices)
        {
            to.WriteLine($"\n{terminal.Strong(name)}: {storage}; {Word(values.Kind)}");
            to.WriteLine($"  {values.Reason}");
            if (values.Rows > 0 && of.Genes > 0) to.WriteLine($"  {Percent(values.NotZero, (double)of.Genes * values.Rows)} of values are not zero; totals of cells: {Quantiles(values)}");
            if (values.Rounded > 0) to.WriteLine($"  {Words.Count(values.Rounded, "value")} cannot be held exactly by float, in which they are computed with");
        }

        Columns("Of cells", of.Obs, terminal);
        Columns("Of genes", of.Var, terminal);
        if (of.Beside.Count > 0) to.WriteLine();
        foreach (var (place, names) in of.Beside) to.WriteLine($"{place}: {Shown(names)}");
        to.WriteLine();
        foreach (var use in of.Uses) to.WriteLine(use);
    }

    private static void Columns(string heading, IReadOnlyList<ColumnSummary> columns, Terminal terminal)
    {
        if (columns.Count == 0) return;
        terminal.Output.WriteLine($"\n{terminal.Strong(heading)}");
        var table = new TextTable("column", "kind", ">values", ">missing", "which");
        foreach (var column in columns) table.Add(Shown([column.Name]), column.Kind, Words.Count(column.Distinct), Words.Count(column.Missing), column.Values);
        table.Write(terminal);
    }

    private static void WriteJson(Inspection of, Terminal terminal) => JsonLine.Write(terminal.Output, new
    {
        of.Path, of.Format, of.Cells, of.Genes,
        Matrices = of.Matrices.Select(m => new { m.Name, m.Storage, m.Values.Kind, m.Values.Reason, m.Values.Least, m.Values.Greatest, m.Values.NotZero, m.Values.Rounded, m.Values.TotalQuantiles }),
        of.Obs, of.Var,
        Beside = of.Beside.ToDictionary(b => b.Place, b => b.Names),
        of.Presets, of.Uses,
    });

    private static string Word(ValueKind kind) => kind switch
    {
        ValueKind.Counts => "counts",
        ValueKind.LogNormalised => "log-normalised",
        ValueKind.Normalised => "normalised, no logarithms",
        ValueKind.Scaled => "scaled",
        ValueKind.Nothing => "no values",
        _ => "neither counts nor log-normalised",
    };

    private static string Quantiles(MatrixSummary values) => values.TotalQuantiles is [var least, var quarter, var median, var three, var most]
        ? string.Create(CultureInfo.InvariantCulture, $"{least:0.##} to {most:0.##}, median {median:0.##}, half of them from {quarter:0.##} to {three:0.##}") : "none";

    private static string Percent(long part, double all) => string.Create(CultureInfo.InvariantCulture, $"{100 * part / all:0.#} %");

    private static string Shown(IEnumerable<string> names) => string.Join(", ", names.Select(n => new string([.. n.Take(60).Select(c => char.IsControl(c) ? '\uFFFD' : c)])));
}
