using System.Globalization;
using Sintropia.Predictors.Trained;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Ensembles;

/// <summary>Puts files of trained models together into one file of an ensemble, which needs the others no more.</summary>
public static class EnsembleFile
{
    /// <summary>Writes an ensemble.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="name">Of the ensemble, in tables.</param>
    /// <param name="members">Files that `sintropia train` wrote: of one panel, depth, kind and control, and no ensembles themselves.</param>
    /// <exception cref="ModelFileException">A file is none, or members differ in what they take; the message says in what.</exception>
    /// <exception cref="WeightsException">A file is not there, or damaged.</exception>
    public static void Save(string path, string name, IReadOnlyList<string> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < EnsembleModel.FewestMembers) throw new ModelFileException($"An ensemble needs {EnsembleModel.FewestMembers} members or more, and {members.Count} {(members.Count == 1 ? "is" : "are")} named. Name more trained models.");
        ModelDescription[] about = [.. members.Select(m => ModelFile.Load(m).Description)];
        for (var i = 0; i < about.Length; i++)
            if (Difference(about[0], about[i]) is { } difference)
                throw new ModelFileException($"{members[i]}: it cannot be in one ensemble with {members[0]}: {difference}. Members have to answer for the same cells; train them on the same data.");
        var files = members.Select(m => WeightFile.Open(m)).ToArray();
        try
        {
            List<WeightTensor> tensors = [.. files.SelectMany((file, i) => file.Tensors.Select(t => t.Named(ModelFile.Member(i) + t.Name)))];
            Dictionary<string, string> metadata = files.SelectMany((file, i) => file.Metadata.Select(m => (Key: ModelFile.Member(i) + m.Key, m.Value))).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
            var first = about[0];
            ModelFile.Write(path, first with
            {
                Family = ModelFamily.Ensemble,
                Name = name,
                Perturbations = [.. first.Perturbations.Where(p => about.All(a => a.Perturbations.Contains(p, StringComparer.Ordinal)))],
                Contexts = [.. first.Contexts.Where(c => about.All(a => a.Contexts.Contains(c, StringComparer.Ordinal)))],
                Trained = [.. about.SelectMany(a => a.Trained).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                TrainedOn = string.Create(CultureInfo.InvariantCulture, $"An ensemble of {about.Length}: {string.Join(" ", about.Select(a => a.TrainedOn).Distinct())}"),
                Options = null,
            }, [.. tensors, .. files[0].Tensors.Where(t => t.Name == ModelFile.Reference)], metadata);
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    private static string? Difference(ModelDescription one, ModelDescription other)
    {
        if (other.Family == ModelFamily.Ensemble) return "it is an ensemble itself; name its members";
        if (!one.Genes.SequenceEqual(other.Genes, StringComparer.Ordinal)) return $"their panels differ ({one.Genes.Count} and {other.Genes.Count} genes)";
        if (one.Depth != other.Depth || one.Sizes != other.Sizes) return "their cells were brought to different depths";
        if (one.Kind != other.Kind || one.Unit != other.Unit || one.TrainedLevel != other.TrainedLevel) return $"one is of {one.Kind} and the other of {other.Kind}, or their levels differ";
        return one.Control != other.Control ? $"one calls controls '{one.Control}' and the other '{other.Control}'" : null;
    }
}
