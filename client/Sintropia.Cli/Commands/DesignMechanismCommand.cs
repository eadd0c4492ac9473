using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Design.Mechanisms;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia design mechanism`: what a change is about, and what a predictor's answer depends on.</summary>
internal static class DesignMechanismCommand
{
    private const int Shown = 10;

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var file = new Argument<string>("TASK") { Description = "A YAML file: data, perturbation, gene_sets, regulons, model" };
        var output = new Option<string?>("--out") { Description = "Folder for sets.csv, maps.csv, removal.csv, mechanism.json and report.html [default: the name of TASK without its ending]", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print an object a set, for programs" };
        var command = new Command("mechanism", "Explain a change: sets of genes, maps between genes beside regulons, pathways taken away; each with its null") { file, output, json };
        command.SetAction(parsed => DesignCommand.Reading(() =>
        {
            var path = parsed.GetRequiredValue(file);
            var folder = parsed.GetValue(output) ?? Path.ChangeExtension(path, null);
            var result = new MechanismRun(MechanismTask.Load(path)).Carry();
            MechanismFiles.Write(folder, result);
            Show(result, parsed.GetValue(json), terminal);
            if (!parsed.GetValue(json)) terminal.Output.WriteLine($"\nWritten: {Path.Combine(folder, "report.html")}, sets.csv, genes.csv, maps.csv, regulons.csv, removal.csv, mechanism.json");
            return ExitCode.Ok;
        }));
        return (command, "sintropia design mechanism ifngr1.yaml\nsintropia design mechanism ifngr1.yaml --out explained --json");
    }

    private static void Show(MechanismResult result, bool json, Terminal terminal)
    {
        static string N(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
        if (json)
        {
            foreach (var s in result.Sets) JsonLine.Write(terminal.Output, new { Set = s.Name, s.Size, s.Overlap, s.OverlapP, s.OverlapQ, s.Score, s.ScoreP, s.ScoreQ });
            return;
        }

        foreach (var note in result.Notes) terminal.Output.WriteLine(terminal.Soft(note));
        if (result.Warning.Length > 0) terminal.Complain(result.Warning);
        var table = new TextTable("set", ">genes", ">changed", ">q of overlap", ">score", ">q of score");
        foreach (var s in result.Sets.Take(Shown)) table.Add(s.Name, N(s.Size), N(s.Overlap), N(s.OverlapQ), N(s.Score), N(s.ScoreQ));
        table.Write(terminal);
        foreach (var r in result.Scores) terminal.Output.WriteLine($"{r.Map}: average precision {N(r.Precision.Estimate)} against regulons; chance {N(r.Chance)}, exchanged labels {N(r.NullPrecision)}, p = {N(r.P)}");
        foreach (var r in result.Removed.Take(5)) terminal.Output.WriteLine($"without {r.Name}: {N(r.Loss)} of the response lost, random sets {N(r.NullLoss)}, q = {N(r.Q)}");
    }
}
