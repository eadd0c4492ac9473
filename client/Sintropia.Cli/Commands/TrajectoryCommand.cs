using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Training.Cells;
using Sintropia.Training.Trajectories;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia trajectory`: a gene is forced in a virtual cell step by step, and drawn.</summary>
internal static class TrajectoryCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "A model.safetensors of a virtual cell line" };
        var cells = new Argument<string>("CELLS") { Description = "An .h5ad file of measured cells to draw it among" };
        var gene = new Option<string>("--gene") { Description = "The gene that is forced", HelpName = "GENE", Required = true };
        var to = new Option<double?>("--to") { Description = "Its level at the end, log-normalised [default: the 99th percentile of cells that express it]", HelpName = "LEVEL" };
        var cell = new Option<string?>("--cell") { Description = "The cell that it is forced in [default: the control cell nearest to the mean]", HelpName = "NAME" };
        var share = new Option<double>("--share") { Description = "Share of the way that the level goes with each step", HelpName = "SHARE", DefaultValueFactory = _ => 0.1 };
        var steps = new Option<int>("--steps") { Description = "Most steps", HelpName = "N", DefaultValueFactory = _ => 100 };
        var rule = new Option<string>("--rule") { Description = "How states follow each other: depth (each picture is brought to the cell's depth and fed back) or published (fed back as it is)", HelpName = "RULE", DefaultValueFactory = _ => "depth" };
        rule.AcceptOnlyFromAmong("depth", "published");
        var column = new Option<string>("--perturbation") { Description = "Column of obs that says what was done to a cell, to colour by", HelpName = "COLUMN", DefaultValueFactory = _ => "" };
        var control = new Option<string?>("--control") { Description = "What it says of controls [default: as in the model's training data]", HelpName = "NAME" };
        var context = new Option<string?>("--context") { Description = "Column of the cell type or line, to colour by", HelpName = "COLUMN" };
        var where = new Option<string?>("--where") { Description = "Which cells of the file, as 'donor == \"one\"'", HelpName = "CONDITION" };
        var output = new Option<string>("--out") { Description = "Folder for trajectory.csv, trajectory.svg and trajectory.html", HelpName = "DIR", DefaultValueFactory = _ => "trajectory" };
        var command = new Command("trajectory", "Force a gene in a virtual cell step by step, and draw its way through the space of expression") { model, cells, gene, to, cell, rule, share, steps, column, control, context, where, output };
        command.SetAction(parsed => TrainCommand.Reading(() =>
        {
            if (!(parsed.GetValue(share) is > 0 and <= 1)) throw new CommandFailure(ExitCode.Usage, "--share is a share of the way, above 0 and at most 1.");
            if (parsed.GetValue(steps) < 1) throw new CommandFailure(ExitCode.Usage, "--steps is at least 1.");
            var trained = ModelFile.Load(parsed.GetRequiredValue(model));
            var about = trained.Description;
            var called = parsed.GetValue(control) ?? about.Control;
            using var source = CellSource.Open(new() { File = parsed.GetRequiredValue(cells), Perturbation = parsed.GetValue(column)!, Control = called, Context = parsed.GetValue(context), Where = parsed.GetValue(where), Depth = about.Depth ?? 1e4, Sizes = about.Sizes, LeastCells = 1 });
            source.Choose([], about.Genes);
            var options = new TrajectoryOptions { Gene = parsed.GetRequiredValue(gene), Level = parsed.GetValue(to), Cell = parsed.GetValue(cell), Rule = parsed.GetValue(rule) == "depth" ? TrajectoryRule.KeptDepth : TrajectoryRule.FedBack, Share = parsed.GetValue(share), MostSteps = parsed.GetValue(steps) };
            var trajectory = Trajectory.Of(trained, source, called, options);
            var folder = parsed.GetValue(output)!;
            TrajectoryFiles.Write(folder, trajectory, options.Share);
            if (trajectory.RunsAway) terminal.Complain(TrajectoryFiles.RanAway);
            var (up, down) = trajectory.Movers(5);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trajectory.Gene} from {trajectory.From:0.###} to {trajectory.To:0.###} in {trajectory.States.Count - 1} steps, in cell {trajectory.Cell}"));
            terminal.Output.WriteLine($"rose most: {string.Join(", ", up.Select(Said))}\nfell most: {string.Join(", ", down.Select(Said))}");
            terminal.Output.WriteLine($"Written: {Path.Combine(folder, "trajectory.html")}, .svg and .csv");
            return ExitCode.Ok;
        }));
        return (command, "sintropia trajectory line/model.safetensors cells.h5ad --gene ISG15\nsintropia trajectory line/model.safetensors cells.h5ad --gene ISG15 --to 0 --perturbation condition --context cell_type --out figures");

        static string Said((string Gene, double Change) mover) => string.Create(CultureInfo.InvariantCulture, $"{mover.Gene} ({mover.Change:+0.00;-0.00})");
    }
}
