using System.Globalization;
using System.Text.RegularExpressions;
using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Running;

/// <summary>Trains the members of an ensemble one after the other, each in a folder of its own with a configuration that trains it alone, and puts them together; or puts together models that are there.</summary>
internal static partial class EnsembleRun
{
    public static bool IsOne(TrainingConfiguration configuration) => configuration.Members > 1 || configuration.Family == ModelFamily.Ensemble;

    /// <summary>Trains what is missing: members that are finished stay, one that was interrupted goes on.</summary>
    public static TrainingOutcome Train(TrainingConfiguration configuration, TrainingFolder folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingRun.Record(folder, configuration, new("running", 0, 0, null, null, []));
        List<string> notes = [];
        var (steps, parameters, files) = (0, 0L, configuration.MemberFiles.ToList());
        for (var number = 1; configuration.Family != ModelFamily.Ensemble && number <= configuration.Members; number++)
        {
            var member = new TrainingFolder(Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"member-{number}")));
            files.Add(member.Model);
            if (File.Exists(member.Model)) continue;
            var outcome = File.Exists(member.Record) ? TrainingRun.Resume(member, progress, cancellation) : TrainingRun.Start(Member(configuration, number), member, progress, cancellation);
            (steps, parameters) = (steps + outcome.Steps, parameters + outcome.Parameters);
            notes = [.. outcome.Notes];
            if (outcome.Model is null) return TrainingRun.Record(folder, configuration, outcome with { Steps = steps, Parameters = parameters });
        }

        EnsembleFile.Save(folder.Model, configuration.Name, files);
        TrainingRun.Card(folder);
        notes.Add($"An ensemble of {files.Count} {(configuration.Family == ModelFamily.Ensemble ? "models" : "trainings that differ in their seed alone")}.");
        parameters = ModelFile.Load(folder.Model).Networks.Values.Sum(n => n.Parameters.Sum(p => (long)p.Tensor.Count));
        return TrainingRun.Record(folder, configuration, new("finished", steps, parameters, null, folder.Model, notes));
    }

    /// <summary>The configuration of one member: the same text with another seed, so that its folder says by itself what it is.</summary>
    private static TrainingConfiguration Member(TrainingConfiguration configuration, int number)
    {
        var seed = string.Create(CultureInfo.InvariantCulture, $"{configuration.Seed + (ulong)number - 1}");
        return TrainingConfiguration.Parse($"{Replaced().Replace(configuration.Text, "").TrimEnd()}\nseed: {seed}\n", $"member {number}", configuration.Folder);
    }

    [GeneratedRegex(@"^(seed|ensemble):.*(\r?\n|$)", RegexOptions.Multiline)]
    private static partial Regex Replaced();
}
