using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Draws = Sintropia.Training.Cells.Draws;

namespace Sintropia.Training.Quantising;

/// <summary>State Embedding: sentences of genes, of which some are asked for.</summary>
internal sealed class StateEmbeddingSubject : IStudySubject
{
    public const int Positions = 128;

    private const int Asked = 48, Shared = 16, VectorWidth = 64;

    private readonly LabelledCells _cells;
    private readonly GeneVectors _genes;
    private readonly int[] _columns, _rows;
    private readonly SentenceFormation _sentences;
    private readonly Draws _draws;

    public StateEmbeddingSubject(StateEmbeddingNetwork network, GeneVectors genes, LabelledCells cells, ulong seed)
    {
        (Net, _genes, _cells, _draws) = (network, genes, cells, new(seed));
        _columns = [.. cells.Genes.Index().Where(g => genes.Find(g.Item) >= 0).DistinctBy(g => g.Item).Select(g => g.Index)];
        _rows = [.. _columns.Select(column => genes.Find(cells.Genes[column]))];
        _sentences = new() { Positions = network.Options.Positions, Seed = 42 };
    }

    public StateEmbeddingNetwork Net { get; }

    public Layer Network => Net;

    /// <summary>A small network, and vectors of genes that are drawn: there are none of a protein language model here.</summary>
    public static (StateEmbeddingNetwork Network, GeneVectors Genes) Fresh(string[] genes, ulong seed)
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = VectorWidth, Width = 128, Feedforward = 256, Layers = 3, Heads = 4, Outputs = 64, Positions = Positions, HasDatasetToken = false });
        network.Initialise(seed);
        var values = new float[genes.Length * VectorWidth];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Normal.Quantile(((Philox.Encrypt(new((ulong)(i % VectorWidth), (ulong)(i / VectorWidth)), seed).Low >> 11) + 0.5) * (1.0 / (1UL << 53)));
        return (network, new(genes, Tensor.From([genes.Length, VectorWidth], values)));
    }

    public void Train(int steps, Action<int, float> told)
    {
        const int batch = 12;
        var training = new StateEmbeddingTraining(Net, _genes.Vectors, adam: Tensors.Optimisers.AdamOptions.AdamW with { Rate = 5e-4 }, schedule: new Tensors.Schedules.CosineAnnealing(5e-4, steps));
        for (var step = 0; step < steps; step++)
        {
            int[] cells = [.. Enumerable.Range(0, batch).Select(i => _cells.Training[_draws.Below(_cells.Training.Length, Draws.Use.Cell, step, i)])];
            var outcome = training.Step(Batch(cells, step), new Dropout(0.1f, _draws.Bits(Draws.Use.Hidden, step, 0)));
            if (!outcome.Taken) throw new TrainingException($"Training of State Embedding diverged at step {step + 1}.");
            told(step + 1, outcome.Loss);
        }
    }

    public Tensor Embed(IReadOnlyList<int> cells)
    {
        var words = Net.Words(_genes.Vectors);
        return Tensor.Concat(0, [.. cells.Chunk(32).Select(some => Net.Of(_sentences.Of(Logged(some), _rows, some[0]), words).Cells)]);
    }

    public IReadOnlyList<(float Said, float True)> Expression(int cell)
    {
        var batch = Batch([cell], -1);
        var cells = Net.Of(batch.Sentences, Net.Words(_genes.Vectors));
        var asked = Net.Genes(_genes.Vectors).Take(batch.Genes.Reshape([batch.Genes.Count])).Reshape(1, batch.Genes.Count, -1);
        float[] said = Net.Decode(asked, cells, StateEmbeddingObjective.Depths(batch.Targets)).ToArray(), truth = batch.Targets.ToArray();
        return [.. Enumerable.Range(0, said.Length).OrderBy(k => _draws.Bits(Draws.Use.Order, cell, k)).Select(k => (said[k], truth[k]))];
    }

    // Half of the genes that are asked for are expressed where there are enough, the others drawn, the last ones the same for all cells.
    private SentenceBatch Batch(int[] cells, int step)
    {
        var logged = Logged(cells);
        var values = logged.ToArray();
        var (genes, targets) = (new int[cells.Length * Asked], new float[cells.Length * Asked]);
        for (var i = 0; i < cells.Length; i++)
        {
            var own = values.AsSpan(i * _columns.Length, _columns.Length).ToArray();
            int[] expressed = [.. Enumerable.Range(0, own.Length).Where(gene => own[gene] > 0)];
            for (var k = 0; k < Asked; k++)
            {
                var at = ((long)(step + 2) << 24) | (uint)(k < Asked - Shared ? cells[i] : 0xFFFFFF);
                var gene = k < (Asked - Shared) / 2 && expressed.Length > 0 ? expressed[_draws.Below(expressed.Length, Draws.Use.Kept, at, k)] : _draws.Below(own.Length, Draws.Use.Kept, at, k);
                (genes[i * Asked + k], targets[i * Asked + k]) = (_rows[gene], own[gene]);
            }
        }

        return new(_sentences.Of(logged, _rows, cells[0]), new([cells.Length, Asked], genes), Tensor.From([cells.Length, Asked], targets), Shared);
    }

    private Tensor Logged(int[] cells) => Tensor.From([cells.Length, _columns.Length], [.. cells.SelectMany(cell => _cells.Logged(cell, _columns))]);
}
