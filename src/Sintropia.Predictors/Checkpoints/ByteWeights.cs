using System.Runtime.InteropServices;
using Sintropia.Tensors;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;

namespace Sintropia.Predictors.Checkpoints;

/// <summary>Weights of a byte each in files: a tensor of I8 [rows, columns] under the weight's own name, and its scales [rows] under the name with <c>_scale</c> behind; W ≈ scale·q.</summary>
internal static class ByteWeights
{
    public const string Scale = "_scale";

    /// <summary>The scales of tensors that are bytes, by the names of those tensors.</summary>
    public static Dictionary<string, WeightTensor> Scales(IReadOnlyDictionary<string, WeightTensor> given) => given.Where(g => g.Key.EndsWith(Scale, StringComparison.Ordinal) && given.TryGetValue(g.Key[..^Scale.Length], out var bytes) && bytes is { ElementType: ElementType.I8, Shape.Length: 2 })
        .ToDictionary(g => g.Key[..^Scale.Length], g => g.Value, StringComparer.Ordinal);

    /// <summary>All tensors of a network.</summary>
    public static IEnumerable<WeightTensor> Of(Layer network, Func<(string Name, Tensor Tensor), WeightTensor> plain)
    {
        var holders = Holders(network);
        foreach (var state in network.State)
        {
            if (!holders.TryGetValue(state.Tensor, out var holder) || holder.Bytes is not { } bytes)
            {
                yield return plain(state);
                continue;
            }

            var values = new sbyte[bytes.Rows * bytes.Columns];
            for (var row = 0; row < bytes.Rows; row++) bytes.CopyBytes(row, values.AsSpan(row * bytes.Columns, bytes.Columns));
            yield return WeightTensor.Of<sbyte>(state.Name, values, bytes.Rows, bytes.Columns);
            yield return WeightTensor.Of<float>(state.Name + Scale, Enumerable.Range(0, bytes.Rows).Select(bytes.ScaleOf).ToArray(), bytes.Rows);
        }
    }

    /// <summary>Gives layers their bytes.</summary>
    /// <exception cref="CheckpointException">A tensor of bytes belongs to no layer that can hold it, or scales are more or fewer than rows.</exception>
    public static void Hold(Layer network, string path, IEnumerable<(string Name, WeightTensor Bytes, WeightTensor Scales)> given)
    {
        var all = given.ToArray();
        if (all.Length == 0) return;
        var holders = Holders(network);
        var tensors = network.State.ToDictionary(s => s.Name, s => s.Tensor, StringComparer.Ordinal);
        foreach (var (name, bytes, scales) in all)
        {
            if (!holders.TryGetValue(tensors[name], out var holder) || scales.Count != bytes.Shape[0])
                throw new CheckpointException($"{path}: '{name}' is kept in bytes with {scales.Count} scales for {bytes.Shape[0]} rows, and only linear layers and tables with a scale for each row can be. Quantise the weights anew.", [], [], [name]);
            holder.Hold(new((int)bytes.Shape[0], (int)bytes.Shape[1], MemoryMarshal.Cast<byte, sbyte>(bytes.Bytes), scales.ToFloats()));
        }
    }

    private static Dictionary<Tensor, (ByteMatrix? Bytes, Action<ByteMatrix> Hold)> Holders(Layer network)
    {
        Dictionary<Tensor, (ByteMatrix?, Action<ByteMatrix>)> holders = new(ReferenceEqualityComparer.Instance);
        foreach (var (_, layer) in network.Layers)
            if (layer is Linear linear) holders.TryAdd(linear.Weight, (linear.Bytes, linear.Hold));
            else if (layer is Embedding table) holders.TryAdd(table.Weight, (table.Bytes, table.Hold));
        return holders;
    }
}
