using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Checkpoints;

/// <summary>Takes weights from files to networks and back, under the keys of the reference implementations.</summary>
public static class Checkpoint
{
    private const int MostNamed = 12;

    /// <summary>Loads a network from a file; nothing is loaded if anything does not fit.</summary>
    /// <param name="network">Gets the weights.</param>
    /// <param name="path">safetensors, or what torch.save wrote.</param>
    /// <param name="prefix">What stands before the network's own keys, as <c>state_dict/</c> in a Lightning checkpoint; keys that do not begin so are not looked at.</param>
    /// <param name="unused">Keys of the network's family that this network has no use for: they may be there or not.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    /// <exception cref="WeightsException">The file is not there, damaged, or of another format.</exception>
    public static void Load(Layer network, string path, string prefix = "", params ReadOnlySpan<string> unused)
    {
        using var file = WeightFile.Open(path);
        Load(network, file, prefix, unused);
    }

    /// <summary>Loads a network from a file that is open; nothing is loaded if anything does not fit.</summary>
    /// <param name="network">Gets the weights.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before the network's own keys; keys that do not begin so are not looked at.</param>
    /// <param name="unused">Keys of the network's family that this network has no use for: they may be there or not.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, or shapes differ.</exception>
    public static void Load(Layer network, WeightFile file, string prefix = "", params ReadOnlySpan<string> unused)
    {
        HashSet<string> ignored = [.. unused];
        Load(network, file, name => name.StartsWith(prefix, StringComparison.Ordinal) && !ignored.Contains(name[prefix.Length..]) ? name[prefix.Length..] : null, prefix.Length > 0 ? $" under '{prefix}'" : "");
    }

    /// <summary>Loads a network from a file that names its tensors otherwise; nothing is loaded if anything does not fit. Keys that become one have to hold the same numbers.</summary>
    /// <param name="network">Gets the weights.</param>
    /// <param name="file">The file.</param>
    /// <param name="renamed">The network's key for a key of the file; null for one that is not looked at.</param>
    /// <exception cref="CheckpointException">Keys are missing or extra, shapes differ, or keys that become one differ.</exception>
    public static void Load(Layer network, WeightFile file, Func<string, string?> renamed) => Load(network, file, renamed, "");

    private static void Load(Layer network, WeightFile file, Func<string, string?> renamed, string where)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(renamed);
        var given = Renamed(file, renamed);
        var scales = ByteWeights.Scales(given);
        foreach (var name in scales.Keys) given.Remove(name + ByteWeights.Scale);
        var own = network.State.ToDictionary(s => s.Name, s => s.Tensor, StringComparer.Ordinal);
        List<string> missing = [.. own.Keys.Where(name => !given.ContainsKey(name))], extra = [.. given.Keys.Where(name => !own.ContainsKey(name))];
        List<(string Name, string Shapes)> misshapen =
        [
            .. from o in own
               where given.ContainsKey(o.Key) && Text(given[o.Key]) != o.Value.Shape.ToString()
               select (o.Key, $"{o.Key} ({Text(given[o.Key])} in the file, {o.Value.Shape} in the network)"),
        ];
        if (missing.Count + extra.Count + misshapen.Count == 0)
        {
            network.Load(given.Where(g => !scales.ContainsKey(g.Key)).Select(g => (g.Key, g.Value.ToTensor())), strict: scales.Count == 0); // nothing is missing: that was looked at above
            ByteWeights.Hold(network, file.Path, scales.Select(s => (s.Key, given[s.Key], s.Value)));
            return;
        }

        string[] complaints = [Complaint("missing", missing), Complaint("not known to the network", extra), Complaint("of another shape", [.. misshapen.Select(m => m.Shapes)])];
        throw new CheckpointException(
            $"{file.Path}: the weights{where} do not fit the network of {own.Count} tensors. {string.Join(" ", complaints.Where(c => c.Length > 0))} Check that it is a checkpoint of this architecture, and the sizes in the options.",
            missing, extra, [.. misshapen.Select(m => m.Name)]);
    }

    /// <summary>Writes a network's weights as safetensors, layers in bytes as bytes with their scales, under a temporary name that is then renamed.</summary>
    /// <param name="network">Whose weights.</param>
    /// <param name="path">Where to.</param>
    /// <param name="metadata">Texts that the file says of itself; null for none.</param>
    /// <exception cref="IOException">The disk is full, or the folder does not exist.</exception>
    public static void Save(Layer network, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsWriter.Write(path, ByteWeights.Of(network, s => WeightTensor.Of<float>(s.Name, s.Tensor.ToArray(), Extents(s.Tensor))), metadata);
    }

    private static Dictionary<string, WeightTensor> Renamed(WeightFile file, Func<string, string?> renamed)
    {
        Dictionary<string, WeightTensor> given = new(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            if (renamed(tensor.Name) is not { } name || given.TryAdd(name, tensor)) continue;
            if (!given[name].Shape.SequenceEqual(tensor.Shape) || !given[name].ToFloats().AsSpan().SequenceEqual(tensor.ToFloats()))
                throw new CheckpointException($"{file.Path}: '{given[name].Name}' and '{tensor.Name}' are both '{name}' to the network, and they differ. Remove the one that was not trained.", [], [tensor.Name], []);
        }

        return given;
    }

    private static long[] Extents(Tensor tensor) => [.. tensor.Shape.Extents.ToArray().Select(e => (long)e)];

    private static string Text(WeightTensor tensor) => $"[{string.Join(", ", tensor.Shape)}]";

    private static string Complaint(string what, List<string> names) => names.Count == 0 ? ""
        : $"{names.Count} {what}: {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "")}.";
}
