using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sintropia.Calibration.Posteriors;
using Sintropia.Calibration.Problems;
using Sintropia.Cli.Terminals;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia calibrate scenario`: a posterior of numbers of a scenario, from a table of measurements.</summary>
internal static class CalibrateScenarioCommand
{
    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var input = new Argument<string>("SCENARIO") { Description = "The scenario; what is sought has to stand in it" };
        var parameters = new Option<string>("--parameters") { Description = "Table of what is sought: parameterId, scenarioPath, lowerBound, upperBound, parameterScale, unit", HelpName = "FILE", DefaultValueFactory = _ => "parameters.tsv" };
        var observables = new Option<string>("--observables") { Description = "Table of what is observed: observableId, observableFormula, observableTransformation, noiseFormula", HelpName = "FILE", DefaultValueFactory = _ => "observables.tsv" };
        var measurements = new Option<string>("--measurements") { Description = "Table of what was measured: observableId, simulationConditionId, time, measurement", HelpName = "FILE", DefaultValueFactory = _ => "measurements.tsv" };
        var particles = new Option<int>("--particles") { Description = "Particles of a generation", HelpName = "N", DefaultValueFactory = _ => 200 };
        var generations = new Option<int>("--generations") { Description = "Most generations", HelpName = "N", DefaultValueFactory = _ => 8 };
        var most = new Option<int>("--simulations") { Description = "Most simulations in all", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var limit = new Option<int>("--limit") { Description = "Most cells of a simulated culture; numbers with which it grows beyond are impossible", HelpName = "CELLS", DefaultValueFactory = _ => (int)ScenarioModel.UsualLimit };
        var seed = EffectInput.Seed();
        var threads = new Option<int?>("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
        var output = EffectInput.Out();
        var outside = new Option<bool>("--allow-outside") { Description = "Let the scenario name files outside its folder" };
        var json = new Option<bool>("--json") { Description = "Print an object a parameter, for programs" };
        particles.Validators.Add(r => RunOptions.Within(r, 20, 100_000));
        generations.Validators.Add(r => RunOptions.Within(r, 1, 100));
        most.Validators.Add(r => RunOptions.Within(r, 20, 1_000_000_000));
        limit.Validators.Add(r => RunOptions.Within(r, 1, 100_000_000));
        threads.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        var command = new Command("scenario", "A posterior of named numbers of a scenario by simulation (ABC-SMC), with predictive plots; goes on where it was interrupted") { input, parameters, observables, measurements, particles, generations, most, limit, seed, threads, output, outside, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            string[] tables = [parsed.GetRequiredValue(parameters), parsed.GetRequiredValue(observables), parsed.GetRequiredValue(measurements)];
            var folder = parsed.GetValue(output) ?? $"{Path.GetFileNameWithoutExtension(path)}-calibration";
            var options = new PosteriorOptions { Particles = parsed.GetValue(particles), Generations = parsed.GetValue(generations), MostSimulations = parsed.GetValue(most), Seed = parsed.GetValue(seed), Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount };
            var (problem, model, state) = Prepared(path, tables, new() { AllowOutside = parsed.GetValue(outside) }, parsed.GetValue(limit), options, folder);
            if (!parsed.GetValue(json) && state.Generations.Count > 0) terminal.Output.WriteLine($"Going on after generation {state.Generations.Count - 1}.");
            var sampling = new SequentialSampling(problem.Parameters.Count, (shares, s) => model.Simulate([.. problem.Parameters.Select((p, k) => p.At(shares[k]))], s), [.. problem.Measurements.Select(m => m.Value)], [.. problem.Measurements.Select(m => m.Noise)], options);
            using var interruption = new Interruption(terminal);
            using var stop = new CancellationTokenSource();
            interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
            var told = state.Generations.Count;
            state = sampling.Run(state, now =>
            {
                EffectInput.Writing(folder, () => StateFile.Write(folder, now));
                if (now.Generations.Count == told || parsed.GetValue(json)) return;
                told = now.Generations.Count;
                var g = now.Generations[^1];
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  generation {told - 1}: tolerance {g.Tolerance:G4}, {g.Simulations} simulations, {g.Acceptance:P1} accepted, effective size {g.EffectiveSize:F0}"));
            }, stop.Token);
            if (!state.IsComplete) throw new CommandFailure(ExitCode.Interrupted, $"Interrupted; {folder} keeps what is done. Run the same command again to go on.");
            var posterior = Posterior.Of(state, problem.Parameters, [.. problem.Measurements.Select(m => m.Value)], sampling.Scales(state.Generations[0]));
            EffectInput.Writing(folder, () => PosteriorFiles.Write(folder, $"Calibration of {Path.GetFileNameWithoutExtension(path)}", problem, model, state, posterior));
            Show(problem, posterior, folder, parsed.GetValue(json), terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia calibrate scenario culture.yaml --out calibrated\nsintropia calibrate scenario culture.yaml --parameters parameters.tsv --observables observables.tsv --measurements measurements.tsv --particles 500");
    }

    private static (CalibrationProblem, ScenarioModel, SamplingState) Prepared(string path, string[] tables, ScenarioOptions reading, int limit, PosteriorOptions options, string folder)
    {
        try
        {
            var problem = CalibrationProblem.Read(tables[0], tables[1], tables[2]);
            var text = File.ReadAllText(path);
            var model = new ScenarioModel(text, path, problem, reading, limit);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [text, .. tables.Select(File.ReadAllText), (options with { Threads = 1 }).ToString(), $"{limit}"]))));
            var state = StateFile.Read(folder);
            if (state is not null && state.Problem != hash)
                throw new CommandFailure(ExitCode.Usage, $"{folder} keeps the sampling of another scenario, other tables or other options. Name another folder with --out, or delete {Path.Combine(folder, StateFile.Name)} to begin anew.");
            return (problem, model, state ?? SamplingState.Begin(hash));
        }
        catch (Exception invalid) when (invalid is CalibrationException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
    }

    private static void Show(CalibrationProblem problem, Posterior posterior, string folder, bool json, Terminal terminal)
    {
        static string N(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
        var table = new TextTable(["parameter", ">median", ">2.5 %", ">97.5 %", "unit"]);
        for (var k = 0; k < problem.Parameters.Count; k++)
        {
            var (parameter, found) = (problem.Parameters[k], posterior.Interval(k));
            if (json) JsonLine.Write(terminal.Output, new { Parameter = parameter.Name, parameter.Unit, Median = found.Estimate, found.Low, found.High, posterior.IsAdjusted });
            else table.Add(parameter.Name, N(found.Estimate), N(found.Low), N(found.High), parameter.Unit);
        }

        if (json) return;
        table.Write(terminal);
        terminal.Output.WriteLine($"Written: {Path.Combine(folder, PosteriorFiles.Page)}, {PosteriorFiles.Summary}, {PosteriorFiles.Particles}, {PosteriorFiles.Predictive}, {PosteriorFiles.Scenario} with the medians");
    }
}
