using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Embeddings;
using Sintropia.Predictors.Gem;
using Sintropia.Predictors.ScGpt;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Predictors.Trained;
using Sintropia.Weights;

namespace Sintropia.Predictors.Catalogue;

/// <summary>Finds models on disk and reads their cards. Nothing in them is executed, and no network is built.</summary>
public static class ModelCatalogue
{
    private const int Depth = 3;

    private static readonly string[] s_endings = [".safetensors", ".pt", ".pth", ".ckpt"];

    /// <summary>Models in a folder and in folders of it, three deep, by path. Files that are no model are not among them.</summary>
    /// <param name="folder">Where to look.</param>
    /// <exception cref="EmbedderException">There is no such folder.</exception>
    public static IReadOnlyList<ModelCard> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new EmbedderException($"{folder}: there is no such folder. Name one that holds models.");
        List<ModelCard> found = [];
        Look(folder, Depth, found);
        return found;
    }

    /// <summary>The card of a model: a file that training wrote, a folder of an embedding model, or a file of weights.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="EmbedderException">A folder holds no model that is known.</exception>
    /// <exception cref="WeightsException">A file is not there, or damaged.</exception>
    /// <exception cref="ModelFileException">A model's description is not understood.</exception>
    public static ModelCard Card(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) return OfFile(path);
        var weights = Weights(path) ?? throw new EmbedderException($"{path}: it holds no model that is known. Name a file of weights, a folder of scGPT (best_model.pt, args.json, vocab.json), or one of State Embedding (weights, config, vectors of genes).");
        return OfFile(weights) with { Path = path, Bytes = Directory.EnumerateFiles(path).Sum(f => new FileInfo(f).Length), Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), Licence = LicenceOf(path) };
    }

    private static void Look(string folder, int depth, List<ModelCard> found)
    {
        if (Weights(folder) is not null)
        {
            found.Add(Card(folder));
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal))
            if (Ours(file) is { } card) found.Add(card);
        if (depth == 0) return;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)) Look(inner, depth - 1, found);
    }

    private static ModelCard? Ours(string path)
    {
        try
        {
            return OfFile(path) is { Family: not "weights" } card ? card : null;
        }
        catch (Exception other) when (other is WeightsException or ModelFileException)
        {
            return null; // no model, and whoever lists models did not ask about it
        }
    }

    // The file of weights of a folder of an embedding model.
    private static string? Weights(string folder)
    {
        if (!ScGptFolder.Is(folder) && !StateEmbeddingFolder.Is(folder)) return null;
        return Directory.EnumerateFiles(folder).Where(f => s_endings.Contains(Path.GetExtension(f).ToLowerInvariant()) && !StateEmbeddingFolder.VectorFiles.Contains(Path.GetFileName(f))).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static string LicenceOf(string folder)
    {
        foreach (var name in (string[])["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"])
            if (File.Exists(Path.Combine(folder, name)) && File.ReadLines(Path.Combine(folder, name)).FirstOrDefault(l => l.Trim().Length > 0) is { } line) return $"{name}: {line.Trim()}";
        return StateEmbeddingFolder.Is(folder) ? StateEmbeddingFolder.Licence(folder) : "";
    }

    private static ModelCard OfFile(string path)
    {
        using var file = WeightFile.Open(path);
        var (parameters, bytes) = (file.Tensors.Sum(t => t.Count), new FileInfo(path).Length);
        using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (file.Metadata.ContainsKey("description"))
        {
            var about = ModelFile.Description(file);
            return new(path, about.Name, about.Family, about.Licence, about.TrainedOn, parameters, bytes, hash,
            [
                ("genes", Shown(about.Genes)), ("perturbations", Shown(about.Perturbations)), ("control", about.Control), ("contexts", Shown(about.Contexts)),
                ("trained level", $"{about.TrainedLevel.ToString(CultureInfo.InvariantCulture)} {about.Unit}".Trim()), ("counts were brought to", about.Depth is { } depth ? depth.ToString(CultureInfo.InvariantCulture) : "log-normalised data"),
            ]);
        }

        if (GemFile.Is(file))
        {
            var gem = GemFile.Described(file);
            return new(path, gem.Name, "gem", gem.Licence, gem.TrainedOn, parameters, bytes, hash,
            [
                ("genes", Shown(gem.Genes)), ("modalities", string.Join(", ", gem.Options.Modalities.Select(m => m.Name))), ("likelihood", gem.Options.Likelihood.ToString()), ("latent numbers", string.Join(", ", gem.Options.Groups.Select(g => $"{g.Name} {Text(g.Width)}"))),
                ("fields", string.Join(", ", gem.Vocabulary.Fields.Where(f => f.Values.Length > 0).Select(f => $"{f.Name} ({Text(f.Values.Length)})"))),
            ]);
        }

        var (family, facts) = Known(file);
        return new(path, Path.GetFileNameWithoutExtension(path), family, file.Metadata.GetValueOrDefault("licence", ""), "", parameters, bytes, hash, facts);
    }

    // By the names and shapes of tensors.
    private static (string Family, ImmutableArray<(string, string)> Facts) Known(WeightFile file)
    {
        ImmutableArray<(string, string)> tensors = [("tensors", Shown([.. file.Tensors.Select(t => t.ToString())]))];
        try
        {
            var sizes = ScGptCheckpoint.Sizes(file, heads: 1);
            return ("scgpt", [("tokens", Text(sizes.Tokens)), ("width", Text(sizes.Width)), ("layers", Text(sizes.Layers)), ("values", sizes.Values.ToString()), ("perturbations", sizes.Perturbs ? "flags" : "none"), .. tensors]);
        }
        catch (CheckpointException)
        {
            // another architecture
        }

        try
        {
            var sizes = StateEmbeddingCheckpoint.Sizes(file, heads: 1);
            return ("state-embedding", [("vectors of", Text(sizes.VectorWidth)), ("width", Text(sizes.Width)), ("layers", Text(sizes.Layers)), ("embedding", Text(sizes.Outputs)), .. tensors]);
        }
        catch (CheckpointException)
        {
            return ("weights", tensors);
        }
    }

    private static string Shown(IReadOnlyList<string> names) => names.Count == 0 ? "none" : $"{Text(names.Count)}: {string.Join(", ", names.Take(6))}{(names.Count > 6 ? ", …" : "")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
