using Sintropia.Biology.Chance;
using Sintropia.Predictors.Embeddings;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.ScGpt;

/// <summary>An scGPT network as an embedding of cells: the genes that a cell expresses, binned, behind the token of the cell; what becomes of that token, at length one. Longer cells keep genes that are drawn.</summary>
public sealed class ScGptEmbedder : ICellEmbedder
{
    private readonly ScGptNetwork _network;
    private readonly GeneVocabulary _vocabulary;
    private readonly int _cell, _positions;
    private readonly float _cellValue;
    private readonly ulong _seed;

    /// <summary>A trained network.</summary>
    /// <param name="network">Without batches and flags.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="positions">Longest sequence, the token of the cell included. Default: 1200.</param>
    /// <param name="cellValue">The value at the token of the cell: that of padding. Default: −2.</param>
    /// <param name="name">What it is, for a person.</param>
    /// <param name="licence">Of its weights.</param>
    /// <param name="seed">Of bins of equal values and of the genes that long cells keep.</param>
    /// <exception cref="ArgumentException">The network or vocabulary is not one that can embed.</exception>
    public ScGptEmbedder(ScGptNetwork network, GeneVocabulary vocabulary, int positions = 1200, float cellValue = -2, string name = "scGPT", string licence = "", ulong seed = 42)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (network.Options is { Batches: > 0 } or { Perturbs: true }) throw new ArgumentException("A network that wants batch labels or flags does not embed cells by themselves. Use one of pre-training.", nameof(network));
        if (vocabulary.Size > network.Options.Tokens) throw new ArgumentException($"The vocabulary has numbers up to {vocabulary.Size - 1}, and the network {network.Options.Tokens} tokens. Use the vocabulary that it was trained with.", nameof(vocabulary));
        if (positions < 2) throw new ArgumentException($"Sequences of {positions} positions hold no gene. Give 2 or more.", nameof(positions));
        _cell = vocabulary.Find(GeneVocabulary.Cell);
        if (_cell < 0) throw new ArgumentException($"The vocabulary has no token '{GeneVocabulary.Cell}', which stands for the cell. Use the vocabulary that the network was trained with.", nameof(vocabulary));
        (_network, _vocabulary, _positions, _cellValue, _seed, Name, Licence) = (network, vocabulary, positions, cellValue, seed, name, licence);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Licence { get; }

    /// <inheritdoc/>
    public string Key => "X_scGPT";

    /// <inheritdoc/>
    public int Width => _network.Options.Width;

    /// <inheritdoc/>
    public int CellsAtOnce => 16;

    /// <inheritdoc/>
    public int Find(string gene) => gene.StartsWith('<') ? -1 : _vocabulary.Find(gene);

    /// <inheritdoc/>
    public Tensor Embed(Tensor logCounts, ReadOnlySpan<int> rows, long first)
    {
        ArgumentNullException.ThrowIfNull(logCounts);
        if (logCounts.Rank != 2 || logCounts.Shape[1] != rows.Length) throw ShapeException.Unfit("ScGptEmbedder", logCounts.Shape, $"cells are [cells, genes], and {rows.Length} genes are named.");
        var values = logCounts.ToArray();
        var embedded = new float[logCounts.Shape[0] * Width];

        // One by one: cells have genes of their own, and padding them to one length would cost more than it saves.
        for (var cell = 0; cell < logCounts.Shape[0]; cell++)
            _network.Embed(Tokens(values.AsSpan(cell * rows.Length, rows.Length), rows, first + cell)).Normalize().ToArray().CopyTo(embedded, cell * Width);
        return Tensor.From([logCounts.Shape[0], Width], embedded);
    }

    // Binned over all that the cell expresses, and then cut, as the published collator does.
    private GeneTokens Tokens(ReadOnlySpan<float> cell, ReadOnlySpan<int> rows, long number)
    {
        List<int> expressed = [];
        for (var gene = 0; gene < cell.Length; gene++)
            if (cell[gene] != 0) expressed.Add(gene);
        if (expressed.Count == 0) throw new ArgumentException($"Cell {number + 1} expresses none of the {cell.Length} genes of the vocabulary. Leave it out, or check how genes are named.");
        var binned = ValueBinning.Of(cell, _network.Options.Bins, ValueBinning.Draws(expressed.Count, _seed, number));
        int[] kept = expressed.Count < _positions ? [.. expressed] : [.. expressed.OrderBy(gene => Philox.Encrypt(new(1UL << 32 | (uint)gene, (ulong)number), _seed).Low).Take(_positions - 1).Order()];
        var (genes, values) = (new int[kept.Length + 1], new float[kept.Length + 1]);
        (genes[0], values[0]) = (_cell, _cellValue);
        for (var i = 0; i < kept.Length; i++) (genes[i + 1], values[i + 1]) = (rows[kept[i]], binned[kept[i]]);
        return new(new([1, genes.Length], genes), Tensor.From([1, genes.Length], values));
    }
}
