using System.Text.Json;
using Sintropia.Predictors.Embeddings;

namespace Sintropia.Predictors.ScGpt;

/// <summary>The tokens of a model by name: genes, and special ones such as that of the cell.</summary>
public sealed class GeneVocabulary
{
    /// <summary>The token that stands for the cell.</summary>
    public const string Cell = "<cls>";

    /// <summary>The token of positions that are empty.</summary>
    public const string Padding = "<pad>";

    private readonly Dictionary<string, int> _tokens;

    /// <param name="tokens">Number of each token; 0 or more.</param>
    /// <exception cref="ArgumentException">There is none, or a number is negative.</exception>
    public GeneVocabulary(IReadOnlyDictionary<string, int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0) throw new ArgumentException("A vocabulary without tokens names no gene. Give the model's.", nameof(tokens));
        if (tokens.FirstOrDefault(t => t.Value < 0) is { Key: { } below }) throw new ArgumentException($"The token '{below}' has the number {tokens[below]}. Numbers are 0 or more.", nameof(tokens));
        _tokens = new(tokens, StringComparer.Ordinal);
    }

    /// <summary>How many numbers there are: one more than the largest.</summary>
    public int Size => _tokens.Values.Max() + 1;

    /// <summary>Tokens and their numbers.</summary>
    public IReadOnlyDictionary<string, int> Tokens => _tokens;

    /// <summary>Reads a vocab.json: an object of tokens and their numbers.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="EmbedderException">It is no such file.</exception>
    public static GeneVocabulary Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(path)) ?? throw new JsonException("It holds nothing."));
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new EmbedderException($"{path}: {broken.Message} Put the vocab.json there that was published with the weights.", broken);
        }
    }

    /// <summary>The number of a token, or −1.</summary>
    public int Find(string token) => _tokens.GetValueOrDefault(token, -1);
}
