using Sintropia.Biology.Expression;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Trained;

/// <summary>A trained model, as it comes out of a file: what it says of itself, and what answers.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Model">What answers.</param>
/// <param name="Networks">Its networks by the prefix of their keys; none for tables.</param>
/// <param name="Reference">Control cells of its training data that stand for all, [cells × genes]: what cells express where a culture is not founded on measured ones, and whom a model of sets is asked about in a culture.</param>
/// <param name="WeightsSha256">SHA-256 of the whole file.</param>
/// <param name="Vectors">What it is told of perturbations; null for those that are told nothing.</param>
public sealed record TrainedModel(ModelDescription Description, IPerturbationModel Model, IReadOnlyDictionary<string, Layer> Networks, float[] Reference, string WeightsSha256, PerturbationVectors? Vectors = null)
{
    /// <summary>Its card as a predictor of a culture: it knows each perturbation that it can be told of, in the order of its description.</summary>
    public PredictorCard Card => new()
    {
        Name = Description.Name,
        Input = ExpressionSpace.LogNormalised,
        Output = ExpressionSpace.LogNormalised,
        Features = Description.Genes,
        Agents = [.. Description.Perturbations.Where(p => Model.Objection(Treatment.Of(p, Description.Control, Context)) is null).Select(p => new KnownAgent(p, Description.Kind, Description.Unit, Description.TrainedLevel))],
        Time = ResponseTime.Settled,
        Sets = SetPolicy.Rows, // a model of sets is asked with its own reference cells
        TrainedOn = Description.TrainedOn,
        Licence = Description.Licence,
        WeightsSha256 = WeightsSha256,
        Extrapolated = Description.Trained.Count == 0 ? [] : [.. Description.Perturbations.Except(Description.Trained.SelectMany(t => Treatment.Parts(t, Description.Control)), StringComparer.Ordinal)],
    };

    /// <summary>Mean of the reference cells [genes].</summary>
    public float[] MeanControl()
    {
        var genes = Description.Genes.Count;
        var sums = new double[genes];
        for (var i = 0; i < Reference.Length; i++) sums[i % genes] += Reference[i];
        return [.. sums.Select(s => (float)(s * genes / Reference.Length))];
    }

    /// <summary>The context that it answers in where nobody says another: its only one, or none.</summary>
    public string Context => Description.Contexts is [var only] ? only : "";
}
