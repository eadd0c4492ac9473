using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Names;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>A virtual cell line as a model of perturbations of genes in its panel: the gene is forced to another level, and what the network makes of the cell then is compared with what it makes of it untouched.</summary>
/// <remarks>It is the first state of a <see cref="ForcedTrajectory"/> after the whole way, which does not feed the network's own pictures back to it. The network has never seen a perturbation: expect co-expression.</remarks>
public sealed class VirtualCellLinePredictor : NetworkModel
{
    private const int RowsAtOnce = 256;

    private readonly VirtualCellLineNetwork _network;
    private readonly AgentKind _kind;
    private readonly float[] _high;
    private readonly Dictionary<string, int> _places;

    /// <summary>A trained network.</summary>
    /// <param name="name">Of the model.</param>
    /// <param name="network">It.</param>
    /// <param name="genes">Its panel.</param>
    /// <param name="kind">Whether genes are forced up or down.</param>
    /// <param name="high">Where a gene goes that is forced up: the 99th percentile of where it is expressed; [genes].</param>
    /// <exception cref="ArgumentException">It is about neither, or sizes do not fit.</exception>
    public VirtualCellLinePredictor(string name, VirtualCellLineNetwork network, IReadOnlyList<string> genes, AgentKind kind, IReadOnlyList<float> high) : base(name, genes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(high);
        if (kind is not (AgentKind.GeneLoss or AgentKind.GeneGain)) throw new ArgumentException($"A virtual cell line forces genes, and {kind} is nothing that is done to a gene. Train another model for it.", nameof(kind));
        if (high.Count != Genes.Count) throw new ArgumentException($"{high.Count} levels do not fit {Genes.Count} genes. Give one per gene.", nameof(high));
        (_network, _kind, _high) = (network, kind, [.. high]);
        _places = Genes.Select((gene, i) => (gene, i)).ToDictionary(g => g.gene, g => g.i, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override SetPolicy Sets => SetPolicy.Rows;

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        return treatment.Doses.FirstOrDefault(d => !_places.ContainsKey(d.Perturbation)) is { Perturbation: { } gene }
            ? $"The gene '{gene}' is not in the panel of {Genes.Count} that {Name} was trained on, so it cannot be forced.{(NearestName.To(gene, Genes) is { } near ? $" The nearest: {near}." : "")} Use a model with that gene."
            : null;
    }

    private protected override int CellsAtOnce => RowsAtOnce;

    private protected override Tensor Answer(Tensor cells, Treatment treatment)
    {
        var values = cells.ToArray();
        foreach (var dose in treatment.Doses)
        {
            var gene = _places[dose.Perturbation];
            var target = _kind == AgentKind.GeneLoss ? 0 : _high[gene];
            for (var i = gene; i < values.Length; i += Genes.Count) values[i] += (float)dose.Level * (target - values[i]);
        }

        return _network.Of(Tensor.From(cells.Shape, values));
    }
}
