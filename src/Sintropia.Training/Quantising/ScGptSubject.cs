using Sintropia.Predictors.ScGpt;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Quantising;

/// <summary>scGPT: expressed genes in bins, some of them hidden.</summary>
internal sealed class ScGptSubject : IStudySubject
{
    public const int Positions = 192;

    private const float Masked = -1, AtCell = -2, Hidden = 0.25f; // as published

    private readonly LabelledCells _cells;
    private readonly GeneVocabulary _vocabulary;
    private readonly int[] _columns, _tokens;
    private readonly Draws _draws;

    public ScGptSubject(ScGptNetwork network, GeneVocabulary vocabulary, LabelledCells cells, ulong seed)
    {
        (Net, _vocabulary, _cells, _draws) = (network, vocabulary, cells, new(seed));
        _columns = [.. cells.Genes.Index().Where(g => vocabulary.Find(g.Item) >= 0).DistinctBy(g => g.Item).Select(g => g.Index)];
        _tokens = [.. _columns.Select(column => vocabulary.Find(cells.Genes[column]))];
    }

    public ScGptNetwork Net { get; }

    public Layer Network => Net;

    public static (ScGptNetwork Network, GeneVocabulary Vocabulary) Fresh(string[] genes, int labels, ulong seed)
    {
        GeneVocabulary vocabulary = new(genes.Concat([GeneVocabulary.Cell, GeneVocabulary.Padding]).Index().ToDictionary(t => t.Item, t => t.Index, StringComparer.Ordinal));
        var network = new ScGptNetwork(new() { Tokens = vocabulary.Size, Padding = vocabulary.Find(GeneVocabulary.Padding), Width = 128, Feedforward = 128, Layers = 3, Heads = 4, Query = GeneQuery.InnerProduct, Classes = labels });
        network.Initialise(seed);
        return (network, vocabulary);
    }

    public void Train(int steps, Action<int, float> told)
    {
        const int batch = 12;
        string[] labels = [.. _cells.Labels.Distinct().Order(StringComparer.Ordinal)];
        var training = new ScGptTraining(Net, new() { ClassWeight = 100 }, adam: Tensors.Optimisers.AdamOptions.Adam with { Rate = 3e-4 }, schedule: new Tensors.Schedules.CosineAnnealing(3e-4, steps));
        for (var step = 0; step < steps; step++)
        {
            int[] drawn = [.. Enumerable.Range(0, batch).Select(i => _cells.Training[_draws.Below(_cells.Training.Length, Draws.Use.Cell, step, i)])];
            var one = drawn.Select(cell => Sentence(cell, step)).ToArray();
            var length = one.Max(s => s.Tokens.Length);
            var (tokens, values, target, mask, padding) = (new int[batch * length], new float[batch * length], new float[batch * length], new float[batch * length], new float[batch * length]);
            Array.Fill(tokens, _vocabulary.Find(GeneVocabulary.Padding));
            Array.Fill(values, AtCell);
            Array.Fill(padding, 1);
            for (var i = 0; i < batch; i++)
                for (var k = 0; k < one[i].Tokens.Length; k++)
                    (tokens[i * length + k], values[i * length + k], target[i * length + k], mask[i * length + k], padding[i * length + k]) = (one[i].Tokens[k], one[i].Values[k], one[i].Truth[k], one[i].Mask[k], 0);
            var outcome = training.Step(new(new([batch, length], tokens), Tensor.From([batch, length], values), Tensor.From([batch, length], padding)), Tensor.From([batch, length], target), Tensor.From([batch, length], mask), Indices.Of([.. drawn.Select(cell => Array.IndexOf(labels, _cells.Labels[cell]))]), dropout: new Dropout(0.1f, _draws.Bits(Draws.Use.Hidden, step, 0)));
            if (!outcome.Taken) throw new TrainingException($"Training of scGPT diverged at step {step + 1}.");
            told(step + 1, outcome.Loss);
        }
    }

    public Tensor Embed(IReadOnlyList<int> cells)
    {
        var embedded = new float[cells.Count * Net.Options.Width];
        for (var i = 0; i < cells.Count; i++)
        {
            var (tokens, _, truth, _) = Sentence(cells[i], -1);
            truth[0] = AtCell;
            Net.Embed(new(new([1, tokens.Length], tokens), Tensor.From([1, tokens.Length], truth))).Normalize().ToArray().CopyTo(embedded, i * Net.Options.Width);
        }

        return Tensor.From([cells.Count, Net.Options.Width], embedded);
    }

    public IReadOnlyList<(float Said, float True)> Expression(int cell)
    {
        var (tokens, values, truth, mask) = Sentence(cell, -1);
        var said = Net.Of(new(new([1, tokens.Length], tokens), Tensor.From([1, tokens.Length], values))).Expression.ToArray();
        return [.. Enumerable.Range(0, tokens.Length).Where(k => mask[k] > 0).OrderBy(k => _draws.Bits(Draws.Use.Order, cell, k)).Select(k => (said[k], truth[k]))];
    }

    // The cell's token, then its expressed genes in bins; some of them are hidden, other ones at each step.
    private (int[] Tokens, float[] Values, float[] Truth, float[] Mask) Sentence(int cell, int step)
    {
        var logged = _cells.Logged(cell, _columns);
        int[] expressed = [.. Enumerable.Range(0, logged.Length).Where(gene => logged[gene] > 0)];
        var binned = ValueBinning.Of(logged, Net.Options.Bins, ValueBinning.Draws(expressed.Length, 42, cell));
        int[] kept = expressed.Length < Positions ? expressed : [.. expressed.OrderBy(gene => _draws.Bits(Draws.Use.Formation, cell, gene)).Take(Positions - 1).Order()];
        int[] tokens = [_vocabulary.Find(GeneVocabulary.Cell), .. kept.Select(gene => _tokens[gene])];
        float[] truth = [0, .. kept.Select(gene => binned[gene])], mask = [0, .. kept.Select(gene => _draws.Uniform(Draws.Use.Hidden, (long)(step + 2) << 24 | (uint)cell, gene) < Hidden ? 1f : 0)];
        if (mask.Sum() == 0 && mask.Length > 1) mask[1] = 1;
        return (tokens, [AtCell, .. Enumerable.Range(1, kept.Length).Select(k => mask[k] > 0 ? Masked : truth[k])], truth, mask);
    }
}
