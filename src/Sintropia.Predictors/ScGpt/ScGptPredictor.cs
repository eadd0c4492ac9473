using Sintropia.Biology.Expression;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors;

namespace Sintropia.Predictors.ScGpt;

/// <summary>scGPT's model of perturbations: a cell's expression with flags at the genes that are perturbed, to its expression after. What it says of a cell without flags is subtracted.</summary>
/// <remarks>A flag is there or not: levels below one half count as none, and the model was never told of doses.</remarks>
public sealed class ScGptPredictor : NetworkModel
{
    private const int TokensAtOnce = 16_384;

    private readonly ScGptNetwork _network;
    private readonly int[] _tokens;
    private readonly Dictionary<string, int> _places;

    /// <summary>A trained network.</summary>
    /// <param name="name">Of the model.</param>
    /// <param name="network">A model of perturbations.</param>
    /// <param name="genes">Its panel.</param>
    /// <param name="vocabulary">Its tokens; genes that are not in it become padding, as published.</param>
    /// <exception cref="ArgumentException">The network is another, or no gene is in the vocabulary.</exception>
    public ScGptPredictor(string name, ScGptNetwork network, IReadOnlyList<string> genes, GeneVocabulary vocabulary) : base(name, genes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (!network.Options.Perturbs) throw new ArgumentException("This scGPT network is no model of perturbations. Use one with Perturbs.", nameof(network));
        var padding = vocabulary.Find(GeneVocabulary.Padding);
        _tokens = [.. Genes.Select(vocabulary.Find).Select(token => token < 0 ? padding : token)];
        if (_tokens.All(token => token == padding) || _tokens.Any(token => token < 0 || token >= network.Options.Tokens))
            throw new ArgumentException($"The vocabulary does not fit {Genes.Count} genes and {network.Options.Tokens} tokens. Use the one that the network was trained with, with a token '{GeneVocabulary.Padding}'.", nameof(vocabulary));
        _network = network;
        _places = Genes.Select((gene, i) => (gene, i)).ToDictionary(g => g.gene, g => g.i, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override SetPolicy Sets => SetPolicy.Rows;

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        return treatment.Doses.FirstOrDefault(d => !_places.ContainsKey(d.Perturbation)) is { Perturbation: { } gene }
            ? $"The gene '{gene}' is not in the panel of {Genes.Count} that {Name} was trained on, so it cannot be flagged.{(NearestName.To(gene, Genes) is { } near ? $" The nearest: {near}." : "")} Use a model with that gene."
            : null;
    }

    private protected override int CellsAtOnce => Math.Max(1, TokensAtOnce / Genes.Count);

    private protected override Tensor Answer(Tensor cells, Treatment treatment)
    {
        var rows = cells.Shape[0];
        var (genes, flags) = (new int[rows * _tokens.Length], new int[rows * _tokens.Length]);
        foreach (var dose in treatment.Doses)
            if (dose.Level >= 0.5)
                for (var place = _places[dose.Perturbation]; place < flags.Length; place += _tokens.Length) flags[place] = 1;
        for (var row = 0; row < rows; row++) _tokens.CopyTo(genes, row * _tokens.Length);
        return _network.Of(new(new(cells.Shape, genes), cells, Flags: new(cells.Shape, flags))).Expression;
    }
}
