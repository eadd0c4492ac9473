using System.Collections.Immutable;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Quantising;

/// <summary>Which layers bear a byte for each weight, and which do not: each is quantised alone, in a network that is as it was otherwise.</summary>
public static class ByteSensitivity
{
    /// <summary>Layers by falling change, those that change most first.</summary>
    /// <param name="fresh">Makes the network with its float32 weights; called once and once more for each layer.</param>
    /// <param name="ask">The same question each time, such as the embeddings of some cells.</param>
    /// <param name="chosen">Which layers, by name; none for <see cref="ByteQuantisation.IsBody"/>.</param>
    public static ImmutableArray<LayerSensitivity> Of<TNetwork>(Func<TNetwork> fresh, Func<TNetwork, Tensor> ask, Func<string, bool>? chosen = null) where TNetwork : Layer
    {
        ArgumentNullException.ThrowIfNull(fresh);
        ArgumentNullException.ThrowIfNull(ask);
        chosen ??= ByteQuantisation.IsBody;
        var whole = fresh();
        var answers = ask(whole).ToArray();
        List<LayerSensitivity> found = [];
        foreach (var name in whole.Layers.Where(l => l.Layer is Linear or Embedding && chosen(l.Name)).Select(l => l.Name).ToArray())
        {
            var network = fresh();
            var layers = ByteQuantisation.Apply(network, other => other == name);
            if (layers.Length > 0) found.Add(Compared(layers[0], answers, ask(network).ToArray()));
        }

        return [.. found.OrderByDescending(f => f.Change)];
    }

    private static LayerSensitivity Compared(QuantisedLayer layer, float[] before, float[] after)
    {
        double largest = 0, off = 0, all = 0;
        for (var i = 0; i < before.Length; i++)
        {
            double difference = after[i] - before[i];
            (largest, off, all) = (Math.Max(largest, Math.Abs(difference)), off + difference * difference, all + before[i] * (double)before[i]);
        }

        return new(layer, largest, all == 0 ? 0 : Math.Sqrt(off / all));
    }
}
