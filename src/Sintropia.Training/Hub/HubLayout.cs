using System.Globalization;
using System.Text;
using System.Text.Json;
using Sintropia.Predictors.Catalogue;
using Sintropia.Training.Running;

namespace Sintropia.Training.Hub;

/// <summary>Lays a model out as hubs expect it: README.md with its card, config.json, and the weights as safetensors.</summary>
public static class HubLayout
{
    private const string Readme = "README.md", Config = "config.json", Weights = "model.safetensors";

    /// <summary>Writes the layout of a model into a folder, which appears when it is whole.</summary>
    /// <param name="model">A file of weights, or a folder of a model, all of whose files are taken.</param>
    /// <param name="folder">Where to; it is not there yet.</param>
    /// <param name="licence">Of the weights; null for what the model says. One has to be known.</param>
    /// <exception cref="HubException">No licence is known, or the folder is there.</exception>
    public static ModelCard Write(string model, string folder, string? licence = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Path.Exists(folder)) throw new HubException($"{folder} is there already. Name another folder.");
        var card = ModelCatalogue.Card(model);
        var said = licence ?? card.Licence;
        if (said.Length == 0 || said == "not stated") throw new HubException($"{model}: the licence of its weights is not known, and nobody may use what has none. State it with --licence.");
        card = card with { Licence = said };
        var temporary = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            if (Directory.Exists(model))
                foreach (var file in Directory.EnumerateFiles(model)) File.Copy(file, Path.Combine(temporary, Path.GetFileName(file)));
            else File.Copy(model, Path.Combine(temporary, Path.GetExtension(model) == ".safetensors" ? Weights : Path.GetFileName(model)));
            if (!File.Exists(Path.Combine(temporary, Config))) TrainingFolder.Write(Path.Combine(temporary, Config), JsonSerializer.Serialize(new { architectures = new[] { card.Family }, library_name = "sintropia", card.Name, card.Parameters, facts = card.Facts.ToDictionary(f => f.Name, f => f.Value) }, TrainingFolder.Json));
            if (!File.Exists(Path.Combine(temporary, Readme))) TrainingFolder.Write(Path.Combine(temporary, Readme), Page(card));
            Directory.Move(temporary, folder);
            return card;
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>The card as hubs read it: a head in YAML, then words.</summary>
    /// <param name="card">What a model says of itself.</param>
    public static string Page(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var text = new StringBuilder("---\n");
        text.Append(CultureInfo.InvariantCulture, $"license: {(IsName(card.Licence) ? card.Licence : "other")}\n");
        if (!IsName(card.Licence)) text.Append(CultureInfo.InvariantCulture, $"license_name: {JsonSerializer.Serialize(card.Licence)}\n");
        text.Append(CultureInfo.InvariantCulture, $"library_name: sintropia\ntags:\n- biology\n- {card.Family}\n---\n\n# {card.Name}\n\n{card.Family}, {card.Parameters:N0} parameters, SHA-256 of the weights `{card.Hash}`.\n\nLicence of the weights: {card.Licence}.\n");
        if (card.TrainedOn.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\nTrained on: {card.TrainedOn}\n");
        text.Append("\n| | |\n|---|---|\n");
        foreach (var (name, value) in card.Facts) text.Append(CultureInfo.InvariantCulture, $"| {name} | {value.Replace('|', '/')} |\n");
        return text.Append("\nRead with `sintropia model show`. Made for research; not for decisions on patients.\n").ToString();
    }

    // As hubs have them: apache-2.0, cc-by-nc-sa-4.0.
    private static bool IsName(string licence) => licence.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
