using System.Collections.Immutable;
using Sintropia.Tensors;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Layers;
using Sintropia.Weights.Quantising;

namespace Sintropia.Predictors.Quantising;

/// <summary>Brings a network's matrices to a byte for each weight, symmetric, with a scale for each row; biases, norms and small parts stay in float32. For inference alone.</summary>
public static class ByteQuantisation
{
    // Where values come in and heads go out little is saved and much would be lost.
    private static readonly string[] s_body = ["encoder.", "transformer_encoder.", "decoder.", "binary_decoder."];

    /// <summary>Whether a layer of scGPT or State Embedding is quantised by default: genes, transformer and decoders of State Embedding; not encoders of values, and of scGPT no head but that of expression.</summary>
    /// <param name="name">Its name in the network.</param>
    public static bool IsBody(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_body.Any(part => name.StartsWith(part, StringComparison.Ordinal));
    }

    /// <summary>Quantises linear layers and tables of a network in place.</summary>
    /// <param name="network">Gives its float32 weights back; it can then neither be trained nor loaded nor saved.</param>
    /// <param name="chosen">Which layers, by name; none for <see cref="IsBody"/>.</param>
    /// <returns>What became of each, in the order of the network; layers that were quantised before are left out.</returns>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public static ImmutableArray<QuantisedLayer> Apply(Layer network, Func<string, bool>? chosen = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        chosen ??= IsBody;
        List<QuantisedLayer> done = [];
        foreach (var (name, layer) in network.Layers.Where(l => chosen(l.Name)).ToArray())
        {
            if (layer is Linear { Bytes: null } linear) linear.Hold(Bytes(name, linear.Weight, done));
            else if (layer is Embedding { Bytes: null } table) table.Hold(Bytes(name, table.Weight, done));
        }

        return [.. done];
    }

    private static ByteMatrix Bytes(string name, Tensor weight, List<QuantisedLayer> done)
    {
        var values = weight.ToArray();
        ByteRows rows;
        try
        {
            rows = ByteRows.Of(values, weight.Shape[0]);
        }
        catch (ArgumentException refused)
        {
            throw new ArgumentException($"The layer '{name}' cannot be quantised. {refused.Message}", refused);
        }

        var bytes = new ByteMatrix(rows.Rows, rows.Columns, rows.Values, rows.Scales);
        done.Add(new(name, rows.Rows, rows.Columns, sizeof(float) * (long)values.Length, bytes.Bytes, Error(values, rows)));
        return bytes;
    }

    private static double Error(float[] values, ByteRows rows)
    {
        double off = 0, all = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = values[i] - rows.Scales[i / rows.Columns] * (double)rows.Values[i];
            (off, all) = (off + difference * difference, all + values[i] * (double)values[i]);
        }

        return all == 0 ? 0 : Math.Sqrt(off / all);
    }
}
