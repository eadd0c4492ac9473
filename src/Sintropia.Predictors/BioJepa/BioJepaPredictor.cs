using Sintropia.Biology.Expression;
using Sintropia.Biology.Numerics;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.BioJepa;

/// <summary>A bio-JEPA with its read-out as a model of perturbations.</summary>
/// <remarks>The published change is what is read from the response less what is read from the cell, which also draws each cell towards the mean; here the response to nothing is subtracted instead, so that nothing changes nothing.</remarks>
public sealed class BioJepaPredictor : NetworkModel
{
    private const int RowsAtOnce = 32;

    private readonly BioJepaNetwork _network;
    private readonly ExpressionDecoder _decoder;
    private readonly PerturbationVectors _vectors;

    /// <summary>A trained network.</summary>
    /// <param name="name">Of the model.</param>
    /// <param name="network">Student and predictor of it are used.</param>
    /// <param name="decoder">Its read-out.</param>
    /// <param name="genes">Its panel.</param>
    /// <param name="vectors">What it is told of perturbations; of none, zeros.</param>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public BioJepaPredictor(string name, BioJepaNetwork network, ExpressionDecoder decoder, IReadOnlyList<string> genes, PerturbationVectors vectors) : base(name, genes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(vectors);
        if (network.Options.Genes != Genes.Count || network.Options.PerturbationWidth != vectors.Width)
            throw new ArgumentException($"A bio-JEPA of {network.Options.Genes} genes that is told {network.Options.PerturbationWidth} numbers cannot answer cells of {Genes.Count} genes with {vectors.Width} numbers. Use the panel and the vectors that it was trained with.");
        (_network, _decoder, _vectors) = (network, decoder, vectors);
    }

    /// <inheritdoc/>
    public override SetPolicy Sets => SetPolicy.Rows;

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment) => Unknown(treatment, _vectors);

    private protected override int CellsAtOnce => RowsAtOnce;

    /// <summary>What stands for a cell's total: ln(1 + Σ of its log-normalised panel), which is what the published pipeline computes, from data that were logged before.</summary>
    /// <param name="cells">[cells, genes].</param>
    /// <returns>[cells]</returns>
    public static Tensor Totals(Tensor cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (values, genes) = (cells.ToArray(), cells.Shape[1]);
        var totals = new float[cells.Shape[0]];
        for (var cell = 0; cell < totals.Length; cell++)
        {
            var sum = 0.0;
            for (var gene = 0; gene < genes; gene++) sum += values[cell * genes + gene];
            totals[cell] = (float)Elementary.Log1p(Math.Max(0, sum));
        }

        return Tensor.From(new Shape(totals.Length), totals);
    }

    private protected override Tensor Answer(Tensor cells, Treatment treatment) =>
        _decoder.Of(_network.Predictor.Of(_network.Student.Of(cells, Totals(cells)), Told(treatment, _vectors, cells.Shape[0])).Mean);
}
