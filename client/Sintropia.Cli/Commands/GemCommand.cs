using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;
using Sintropia.Predictors.Gem;
using Sintropia.Training.Running;
using Sintropia.Training.Samples;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia gem`: a model of samples and of what is known of them, trained and asked its four tasks.</summary>
internal static class GemCommand
{
    private const string Layout = "An .h5ad file or table, or a folder of study=NAME/part.h5ad";

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var command = new Command("gem", "Train a GEM-1 model on samples of studies, and ask it for expression, effects of perturbations, and what samples are") { Partition(terminal), Train(terminal) };
        (GemTask Task, string Name, string What)[] tasks =
        [
            (GemTask.PredictExpression, "predict-expression", "Samples from what is known of them"),
            (GemTask.RefPredictPerturbation, "ref-predict-perturbation", "Perturbed samples from controls that were observed"),
            (GemTask.PredictPerturbation, "predict-perturbation", "Perturbed samples without observation: their controls are made up first"),
            (GemTask.ClassifySamples, "classify-samples", "What samples are, by their expression"),
        ];
        foreach (var (task, name, what) in tasks) command.Add(Ask(task, name, what, terminal));
        return (command, "sintropia gem partition kang.h5ad --out samples --field study=donor --field perturbation_ontology_id=condition --field cell_type_ontology_id=cell_type --set modality=czi\nsintropia gem train samples --out models/gem --hold-out study=107,perturbation_ontology_id=stim\nsintropia gem ref-predict-perturbation models/gem/model.safetensors samples --out predicted");
    }

    private static Command Partition(Terminal terminal)
    {
        var cells = new Argument<string>("CELLS") { Description = "An .h5ad file of counts" };
        var output = new Option<string>("--out") { Description = "The data set; studies are added to those that are there", HelpName = "DIR", Required = true };
        var columns = Pairs("--field", "A field and the column of obs that it is, as study=donor", "FIELD=COLUMN");
        var values = Pairs("--set", "A field and its value of all cells, as modality=perturbseq", "FIELD=VALUE");
        var prefix = new Option<string>("--prefix") { Description = "Before the name of each study", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var joined = new Option<string>("--joined") { Description = "What joins perturbed genes in a name", HelpName = "TEXT", DefaultValueFactory = _ => "+" };
        var layer = new Option<string?>("--layer") { Description = "The layer of counts [default: X]", HelpName = "NAME" };
        var command = new Command("partition", "Lay cells out as studies, with columns under the names of fields") { cells, output, columns, values, prefix, joined, layer };
        command.SetAction(parsed => TrainCommand.Reading(() =>
        {
            var studies = SamplePartition.Run(new() { Cells = parsed.GetRequiredValue(cells), Output = parsed.GetRequiredValue(output), Columns = Read(parsed.GetValue(columns), "--field"), Values = Read(parsed.GetValue(values), "--set"), Prefix = parsed.GetValue(prefix)!, Joined = parsed.GetValue(joined)!, Layer = parsed.GetValue(layer) });
            foreach (var (study, count) in studies) terminal.Output.WriteLine($"  study={study}: {Words.Count(count, "cell")}");
            terminal.Output.WriteLine($"Written: {parsed.GetRequiredValue(output)}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Train(Terminal terminal)
    {
        var usual = new GemTrainingOptions { Samples = "" };
        var samples = new Argument<string>("SAMPLES") { Description = $"{Layout}; columns of obs are fields such as tissue_ontology_id and perturbation_type" };
        var output = new Option<string>("--out") { Description = "Folder of the training", HelpName = "DIR", Required = true };
        var name = Text("--name", "Of the model", usual.Name);
        var licence = Text("--licence", "Of the weights", usual.Licence);
        var seed = new Option<ulong>("--seed") { Description = "Of everything that is drawn", HelpName = "SEED", DefaultValueFactory = _ => usual.Seed };
        var likelihood = new Option<string>("--likelihood") { Description = "normal (of ln(CPM + 1)), negative-binomial, or compositional [default: normal where all samples are bulk]", HelpName = "KIND", DefaultValueFactory = _ => "" };
        Option<int> genes = Number("--genes", "Most genes of a modality", usual.Genes), least = Number("--min-count-covariates", "How many samples a value has to be known of", usual.LeastSamples), hidden = Number("--hidden", "Width of encoder and decoder", usual.Hidden), blocks = Number("--blocks", "Blocks of each chain", usual.Blocks), steps = Number("--steps", "Most steps", usual.Steps),
            batch = Number("--batch", "Samples of a step", usual.Batch), every = Number("--validate-every", "Steps between two looks at validation samples", usual.ValidateEvery), patience = Number("--patience", "Looks without a better loss before training ends", usual.Patience), files = Number("--files-at-once", "Most files that a round of steps draws from", usual.FilesAtOnce);
        var widths = new Option<int[]>("--widths") { Description = "Latent numbers of biology, technique and perturbation", HelpName = "N", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. usual.Widths] };
        Option<double> rate = Real("--rate", "Rate of AdamW", usual.Rate), beta = Real("--beta", "Weight of the divergence", usual.Beta), classes = Real("--class-weight", "Weight of fields that are read from latent numbers", usual.ClassWeight), prior = Real("--prior-weight", "Weight of expression from what is known alone", usual.PriorWeight), dropout = Real("--dropout", "Share of dropped activations", usual.Dropout);
        var held = new Option<string[]>("--hold-out") { Description = "Samples that are left out of training, as study=A172,perturbation_ontology_id=BTK; may be given more than once", HelpName = "FIELD=VALUE,…", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Print an object a line, for programs" };
        var command = new Command("train", "Train on a data set of samples, a few files at a time") { samples, output, name, licence, seed, likelihood, genes, least, hidden, blocks, widths, steps, batch, rate, beta, classes, prior, dropout, every, patience, files, held, json };
        command.SetAction(parsed => TrainCommand.Reading(() => Train(new()
        {
            Samples = parsed.GetRequiredValue(samples), Name = parsed.GetValue(name)!, Licence = parsed.GetValue(licence)!, Seed = parsed.GetValue(seed), Likelihood = Likelihood(parsed.GetValue(likelihood)!), Genes = parsed.GetValue(genes), LeastSamples = parsed.GetValue(least), Hidden = parsed.GetValue(hidden), Blocks = parsed.GetValue(blocks),
            Widths = parsed.GetValue(widths)!, Steps = parsed.GetValue(steps), Batch = parsed.GetValue(batch), Rate = parsed.GetValue(rate), Beta = (float)parsed.GetValue(beta), ClassWeight = (float)parsed.GetValue(classes), PriorWeight = (float)parsed.GetValue(prior), Dropout = (float)parsed.GetValue(dropout), ValidateEvery = parsed.GetValue(every), Patience = parsed.GetValue(patience),
            FilesAtOnce = parsed.GetValue(files), HeldOut = [.. (parsed.GetValue(held) ?? []).Select(rule => Read(rule.Split(','), "--hold-out"))],
        }, new(parsed.GetRequiredValue(output)), parsed.GetValue(json), terminal)));
        return command;
    }

    private static int Train(GemTrainingOptions options, TrainingFolder folder, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var bar = new StepBar(terminal);
        var outcome = GemTrainingRun.Run(options, folder, new Steps(bar, json, terminal), stop.Token);
        if (!json) bar.End();
        if (json) JsonLine.Write(terminal.Output, new { outcome.Status, outcome.Steps, outcome.Parameters, outcome.BestLoss, outcome.Model, outcome.Notes });
        else
        {
            foreach (var note in outcome.Notes) terminal.Output.WriteLine(note);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written: {outcome.Model}, {outcome.Parameters:N0} parameters{(outcome.BestLoss is { } loss ? $", best validation loss {loss:g5}" : "")} after {outcome.Steps} steps{(outcome.Status == "interrupted" ? ", interrupted" : "")}"));
        }

        return outcome.Status == "interrupted" ? interruption.Code : ExitCode.Ok;
    }

    private static Command Ask(GemTask task, string name, string what, Terminal terminal)
    {
        var usual = new GemTaskOptions { Task = task, Samples = "", Output = "" };
        var model = new Argument<string>("MODEL") { Description = "A model.safetensors that `sintropia gem train` wrote" };
        var samples = new Argument<string>("SAMPLES") { Description = $"{Layout}{(task == GemTask.ClassifySamples ? "" : "; what is known is enough")}" };
        var output = new Option<string>("--out") { Description = "Where study=NAME/part-00000.h5ad go", HelpName = "DIR", Required = true };
        var controls = new Option<string?>("--controls") { Description = $"Observed controls [default: those among SAMPLES]. {Layout}", HelpName = "PATH" };
        var total = Real("--total-count", "Molecules of a sample", usual.Total);
        var fixedTotal = new Option<bool>("--fixed-total-count") { Description = "Not the number of molecules that a sample or its control was observed with" };
        var sampled = new Option<bool>("--sample-latents") { Description = "Draw latent numbers; without it they are their means (deterministic_latents)" };
        var seed = new Option<ulong>("--seed") { Description = "Of what is drawn", HelpName = "SEED", DefaultValueFactory = _ => usual.Seed };
        var draws = Number("--draws", "How many draws of latent numbers each sample is the mean of", usual.Draws);
        var counts = new Option<bool>("--sample-counts") { Description = "Draw counts from the likelihood, not its mean" };
        var common = new Option<bool>("--use-common-technical") { Description = "All samples of a batch share the technique of the first" };
        Option<int> batch = Number("--batch", "Samples at once; they share their technique", usual.Batch), rows = Number("--rows-per-file", "Most samples of a file", usual.RowsPerFile), most = Number("--most-controls", "Most controls of a study that are kept", usual.MostControls);
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var command = new Command(name, what) { model, samples, output };
        command.Aliases.Add(name.Replace('-', '_'));
        Option[] further = task == GemTask.ClassifySamples ? [batch, rows, json]
            : [.. task == GemTask.RefPredictPerturbation ? new Option[] { controls, most } : [], .. task == GemTask.PredictExpression ? new Option[] { common } : [], total, fixedTotal, sampled, seed, draws, counts, batch, rows, json];
        foreach (var option in further) command.Add(option);
        command.SetAction(parsed => TrainCommand.Reading(() =>
        {
            var target = parsed.GetRequiredValue(output);
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) throw new CommandFailure(ExitCode.Usage, $"{target} is there already and not empty. Name another folder.");
            T Of<T>(Option<T> option, T otherwise) => further.Contains(option) ? parsed.GetValue(option)! : otherwise;
            return Carry(parsed.GetRequiredValue(model), usual with
            {
                Samples = parsed.GetRequiredValue(samples), Output = target, Controls = Of(controls, null), Total = Of(total, usual.Total), FixedTotal = Of(fixedTotal, false), DeterministicLatents = !Of(sampled, false), Seed = Of(seed, usual.Seed),
                Draws = Of(draws, usual.Draws), DrawCounts = Of(counts, false), CommonTechnique = Of(common, false), Batch = parsed.GetValue(batch), RowsPerFile = parsed.GetValue(rows), MostControls = Of(most, usual.MostControls),
            }, parsed.GetValue(json), terminal);
        }));
        return command;
    }

    private static int Carry(string model, GemTaskOptions options, bool json, Terminal terminal)
    {
        using var interruption = new Interruption(terminal);
        using var stop = new CancellationTokenSource();
        interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var bar = new StepBar(terminal);
        try
        {
            var loaded = GemFile.Load(model);
            if (!json) terminal.Output.WriteLine($"{loaded.Name}; licence of the weights: {loaded.Licence}");
            var outcome = GemTaskRun.Run(loaded, options, json ? null : new Studies(bar), stop.Token);
            bar.End();
            if (json) JsonLine.Write(terminal.Output, new { Out = options.Output, outcome.Samples, outcome.Written, outcome.Files, outcome.Unpaired, outcome.Unknown, Correlation = double.IsNaN(outcome.Correlation) ? (double?)null : outcome.Correlation, outcome.Right });
            else Tell(outcome, options.Output, terminal);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            bar.End();
            terminal.Complain($"Interrupted. Files of studies that were done are in {options.Output}.");
            return interruption.Code;
        }
    }

    private static void Tell(GemTaskOutcome outcome, string output, Terminal terminal)
    {
        foreach (var (field, values) in outcome.Unknown) terminal.Output.WriteLine($"  never told in training: {field} {string.Join(", ", values.Take(8))}{(values.Count > 8 ? ", …" : "")}");
        if (outcome.Unpaired.Length > 0) terminal.Output.WriteLine($"  without a control of the same kind, and not written: {string.Join(", ", outcome.Unpaired.Take(8))}{(outcome.Unpaired.Length > 8 ? ", …" : "")}");
        foreach (var (field, right) in outcome.Right) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {field}: {right:0.000} right"));
        if (double.IsFinite(outcome.Correlation)) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ln(CPM + 1) of samples, as answered and as observed: mean correlation {outcome.Correlation:0.0000}"));
        terminal.Output.WriteLine($"Written: {output}, {Words.Count(outcome.Written)} of {Words.Count(outcome.Samples, "sample")} in {Words.Count(outcome.Files, "file")}");
    }

    private static GemLikelihood? Likelihood(string name) => name switch
    {
        "" => null,
        "normal" => GemLikelihood.LogNormal,
        "negative-binomial" => GemLikelihood.NegativeBinomial,
        "compositional" => GemLikelihood.Compositional,
        _ => throw new CommandFailure(ExitCode.Usage, $"--likelihood '{name}' is not known. There are normal, negative-binomial and compositional."),
    };

    private static KeyValuePair<string, string>[] Read(IEnumerable<string>? pairs, string option) => [.. (pairs ?? []).Select(pair => pair.Split('=', 2) is [{ Length: > 0 } field, { Length: > 0 } value] ? KeyValuePair.Create(field, value) : throw new CommandFailure(ExitCode.Usage, $"{option} '{pair}' is no field and value. Write it as study=donor."))];

    private static Option<string[]> Pairs(string name, string what, string help) => new(name) { Description = $"{what}; may be given more than once", HelpName = help };

    private static Option<string> Text(string name, string what, string usual) => new(name) { Description = what, HelpName = "TEXT", DefaultValueFactory = _ => usual };

    private static Option<int> Number(string name, string what, int usual) => new(name) { Description = what, HelpName = "N", DefaultValueFactory = _ => usual };

    private static Option<double> Real(string name, string what, double usual) => new(name) { Description = what, HelpName = "NUMBER", DefaultValueFactory = _ => usual };

    private sealed class Steps(StepBar bar, bool json, Terminal terminal) : IProgress<TrainingProgress>
    {
        private double? _last;

        public void Report(TrainingProgress value)
        {
            var isMark = value.Validation is not null && value.Validation != _last;
            _last = value.Validation;
            if (!json) bar.Show("gem", value.Step, value.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {value.Loss:g4}{(value.Validation is { } validation ? $"  validation {validation:g4}  best {value.Best:g4}" : "")}"), isMark);
            else if (isMark) JsonLine.Write(terminal.Output, value);
        }
    }

    private sealed class Studies(StepBar bar) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => bar.Show("studies", value.Studies, value.Of, $"{value.Samples} samples", value.Studies == value.Of);
    }
}
