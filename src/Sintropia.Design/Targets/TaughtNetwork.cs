using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Targets;

/// <summary>A trained model whose answer is a smooth function of what it is told of a perturbation, so that the best thing to tell it can be searched for by gradients.</summary>
internal sealed class TaughtNetwork
{
    private readonly Func<Tensor, Tensor, Tensor>[] _members; // cells [cells, genes] and what each is told [cells, width], to cells

    private TaughtNetwork(Func<Tensor, Tensor, Tensor>[] members, PerturbationVectors vectors) => (_members, Vectors) = (members, vectors);

    /// <summary>What it is told of perturbations.</summary>
    public PerturbationVectors Vectors { get; }

    /// <summary>The network of a model; null where the model is told nothing, as tables and virtual cell lines are.</summary>
    public static TaughtNetwork? Of(TrainedModel model)
    {
        if (model.Vectors is not { } vectors) return null;
        List<Func<Tensor, Tensor, Tensor>> members = [];
        foreach (var (key, network) in model.Networks.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            if (network is StateTransitionNetwork state) members.Add((cells, told) => state.Of(new(cells.Unsqueeze(0), told.Unsqueeze(0))).Cells.Squeeze(0));
            if (network is BioJepaNetwork jepa) members.Add(Read(jepa, (ExpressionDecoder)model.Networks[key[..^ModelFile.Network.Length] + ModelFile.Decoder]));
        }

        return members.Count > 0 ? new([.. members], vectors) : null;
    }

    /// <summary>Mean change of some cells under what is told; [genes]. A tape that watches what is told can take gradients of it.</summary>
    /// <param name="cells">Unperturbed; [cells, genes].</param>
    /// <param name="told">[width]</param>
    public Tensor Change(Tensor cells, Tensor told) => Each(cells, told).Mean(0);

    /// <summary>Change of each cell under what is told; [cells, genes].</summary>
    /// <param name="cells">Unperturbed; [cells, genes].</param>
    /// <param name="told">[width]</param>
    public Tensor Each(Tensor cells, Tensor told)
    {
        var count = cells.Shape[0];
        var rows = told.Unsqueeze(0).Expand(new Shape(count, Vectors.Width)).Contiguous();
        var nothing = Tensor.Zeros(new Shape(count, Vectors.Width));
        Tensor? sum = null;
        foreach (var member in _members)
        {
            var change = member(cells, rows) - member(cells, nothing);
            sum = sum is null ? change : sum + change;
        }

        return sum! * (1f / _members.Length);
    }

    private static Func<Tensor, Tensor, Tensor> Read(BioJepaNetwork network, ExpressionDecoder decoder) =>
        (cells, told) => decoder.Of(network.Predictor.Of(network.Student.Of(cells, BioJepaPredictor.Totals(cells)), told).Mean);
}
