using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Mechanisms;

/// <summary>How much a gene's token attends to another's, in the encoder of a bio-JEPA, the one network here whose tokens are genes: the weights of its linear attention, φ(q)·φ(k) over their sum, averaged over blocks, heads and cells.</summary>
/// <remarks>What is attended to acts, who attends is acted on. φ(x) = elu(x) + 1. Attention is no proof of influence; that is what the comparison with regulons and its null are for.</remarks>
public static class AttentionMap
{
    /// <summary>Whether a model has such attention.</summary>
    public static bool Knows(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Networks.Values.Any(n => n is BioJepaNetwork);
    }

    /// <summary>The map.</summary>
    /// <param name="model">A bio-JEPA.</param>
    /// <param name="regulators">Genes of the panel.</param>
    /// <param name="cells">Unperturbed [cells × genes].</param>
    /// <exception cref="DesignException">The model has no attention between genes, or no regulator is in its panel.</exception>
    public static GeneMap Of(TrainedModel model, IReadOnlyList<string> regulators, float[] cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cells);
        if (model.Networks.Values.OfType<BioJepaNetwork>().FirstOrDefault() is not { } network) throw new DesignException($"{model.Description.Name} is a model of the family '{model.Description.Family}', which has no attention between genes. Take a bio-JEPA, or gradients.");
        var genes = model.Description.Genes;
        var places = genes.Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i, StringComparer.Ordinal);
        string[] there = [.. regulators.Where(places.ContainsKey)];
        if (there.Length == 0) throw new DesignException($"None of the {regulators.Count} regulators is in the panel of {genes.Count} genes, so no map can be drawn of them.");
        var (count, heads, width) = (cells.Length / genes.Count, network.Options.Heads, network.Options.Width / network.Options.Heads);
        var sums = there.Select(_ => new double[genes.Count]).ToArray();
        var workspace = new Workspace();
        for (var cell = 0; cell < count; cell++)
        {
            using var scope = workspace.Begin();
            using var trace = new LayerTrace(network.Student);
            var x = Tensor.From(new Shape(1, genes.Count), cells.AsSpan(cell * genes.Count, genes.Count));
            network.Student.Of(x, BioJepaPredictor.Totals(x));
            for (var block = 0; block < network.Options.Blocks; block++)
            {
                float[] q = Feature(trace[$"blocks.{block}.attn.q_proj"]), k = Feature(trace[$"blocks.{block}.attn.k_proj"]);
                for (var head = 0; head < heads; head++) Add(sums, there, places, q, k, head * width, width, heads * width, genes.Count);
            }
        }

        foreach (var row in sums)
            for (var g = 0; g < row.Length; g++)
                row[g] /= (double)count * heads * network.Options.Blocks;
        return new($"{model.Description.Name}, attention", there, genes, sums);
    }

    private static void Add(double[][] sums, string[] regulators, Dictionary<string, int> places, float[] q, float[] k, int first, int width, int stride, int genes)
    {
        var total = new double[width]; // Σ φ(k)
        for (var g = 0; g < genes; g++)
            for (var d = 0; d < width; d++)
                total[d] += k[g * stride + first + d];
        for (var target = 0; target < genes; target++)
        {
            var all = 0.0;
            for (var d = 0; d < width; d++) all += q[target * stride + first + d] * total[d];
            if (!(all > 0)) continue;
            for (var r = 0; r < regulators.Length; r++)
            {
                var (key, weight) = (places[regulators[r]], 0.0);
                for (var d = 0; d < width; d++) weight += (double)q[target * stride + first + d] * k[key * stride + first + d];
                sums[r][target] += weight / all;
            }
        }
    }

    private static float[] Feature(Tensor x) => x.EluPlusOne().Contiguous().ToArray();
}
