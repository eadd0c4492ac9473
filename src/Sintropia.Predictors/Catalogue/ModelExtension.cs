using System.Text.Json;
using System.Text.Json.Nodes;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Sequences;
using Sintropia.Predictors.Trained;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Catalogue;

/// <summary>Tells a trained model of further perturbations: their vectors join its table, and scenarios can then name them. The weights stay; what the model makes of a vector that it was not trained with is a guess, and its card says so.</summary>
public static class ModelExtension
{
    private const string Vectors = "perturbations", About = "description";

    /// <summary>Writes a model with further perturbations.</summary>
    /// <param name="from">A model that training wrote, of a family that is told vectors.</param>
    /// <param name="to">Where to.</param>
    /// <param name="bank">Vectors of the kind and width that the model was trained with.</param>
    /// <param name="names">Which of the bank; none for all that the model does not have.</param>
    /// <returns>The names that were added.</returns>
    /// <exception cref="ModelFileException">It is no model that is told vectors, or the result does not load.</exception>
    /// <exception cref="PerturbationFileException">The bank has another width, or nothing new.</exception>
    /// <exception cref="UnknownPerturbationException">A name is not in the bank.</exception>
    public static IReadOnlyList<string> Add(string from, string to, SequenceBank bank, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(bank);
        using var file = WeightFile.Open(from);
        var about = ModelFile.Description(file);
        var known = file.Find(Vectors) ?? throw new ModelFileException($"{from}: a model of the family '{about.Family}' is told no vectors of perturbations, so none can be added. Train one that is.");
        var width = (int)known.Shape[1];
        if (bank.Width != width) throw new PerturbationFileException($"{bank.Source}: its vectors have {bank.Width} numbers, and the model was told {width} of each perturbation. Use vectors of the kind that it was trained with.");
        string[] added = [.. (names is { Count: > 0 } ? names : bank.Names).Where(name => !about.Perturbations.Contains(name)).Distinct(StringComparer.Ordinal)];
        if (added.Length == 0) throw new PerturbationFileException($"{bank.Source}: the model has all of these perturbations. Name one that it has not.");

        float[] vectors = [.. known.ToFloats(), .. added.SelectMany(bank.Embed)];
        var tensors = file.Tensors.Where(t => t.Name != Vectors).Append(WeightTensor.Of<float>(Vectors, vectors, about.Perturbations.Count + added.Length, width));
        var description = JsonNode.Parse(file.Metadata[About])!.AsObject();
        foreach (var name in added) description["perturbations"]!.AsArray().Add(name);
        description["trained_on"] = $"{about.TrainedOn} Not trained on {(added.Length <= 4 ? string.Join(", ", added) : $"{added.Length} perturbations that were added")}: vectors from {Path.GetFileName(bank.Source)}.";
        SafetensorsWriter.Write(to, tensors, new Dictionary<string, string>(file.Metadata, StringComparer.Ordinal) { [About] = description.ToJsonString() });
        Check(to, added);
        return added;
    }

    private static void Check(string path, string[] added)
    {
        try
        {
            var model = ModelFile.Load(path).Model;
            if (added.Select(name => model.Objection(Treatment.Of(name, ""))).FirstOrDefault(o => o is not null) is { } objection) throw new ModelFileException(objection);
        }
        catch (Exception unusable) when (unusable is ModelFileException or WeightsException or Checkpoints.CheckpointException or JsonException)
        {
            File.Delete(path);
            throw new ModelFileException($"The model cannot be told of more: {unusable.Message}", unusable);
        }
    }
}
