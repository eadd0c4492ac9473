using Sintropia.Weights.Storage;

namespace Sintropia.Weights.PyTorch;

/// <summary>Makes tensors of a pickle's claims and the entries that there are. A claim that does not fit is an error that says so.</summary>
internal sealed class Storages(string file, WeightBytes bytes, Dictionary<string, ZipEntry> entries)
{
    // Elements of a view that repeats some of its storage (stride 0): more are refused, since reading would unpack a small file to a large array.
    private const long MostRepeated = 1 << 24;

    /// <summary>The storage of a persistent id: ('storage', type, key, location, elements).</summary>
    public PickleStorage Find(Node id)
    {
        if (id is not { Kind: NodeKind.Tuple, Items: { Count: 5 or 6 } parts } || parts[0] is not { Kind: NodeKind.Text, Text: "storage" } || parts[1].Meaning is not PickleGlobal { Function: PickleFunction.StorageType } type
            || parts[2].Kind != NodeKind.Text || parts[3].Kind != NodeKind.Text || parts[4].Kind != NodeKind.Integer)
            throw new FormatException("a persistent id is not ('storage', a storage type, key, location, count)");

        var key = parts[2].Text;
        var count = parts[4].Integer;
        if (count < 0 || count > long.MaxValue) throw new FormatException($"storage '{WeightsException.Shown(key)}' is said to have {count} elements");
        var length = Extent.Bytes((long)count, type.Type?.Size() ?? 1);
        if (entries.TryGetValue(key, out var entry) ? entry.Length != length : length != 0)
            throw new FormatException($"storage '{WeightsException.Shown(key)}' is said to have {count} elements of {type.Name}, and its entry {(entry.Header == 0 && entry.Start == 0 ? "is missing" : $"has {entry.Length} bytes")}");
        return new(key, type.Type, entry.Start, entry.Length);
    }

    /// <summary>A view of a storage.</summary>
    public WeightTensor View(PickleStorage storage, ElementType type, Int128 offset, IReadOnlyList<Node> size, IReadOnlyList<Node> strides)
    {
        var (shape, steps) = (Extents(size, "size"), Extents(strides, "stride"));
        var where = $"a tensor of size {Extent.Text(shape)}, stride {Extent.Text(steps)} and offset {offset}";
        if (shape.Length != steps.Length) throw new FormatException($"{where} has not as many strides as extents");
        var held = storage.Length / type.Size();
        if (Extent.Count(shape) is not { } count || offset < 0 || offset > held) throw Outside(where, storage, held);
        if (count > 0 && (Extent.Last((long)offset, shape, steps) is not { } last || last >= held)) throw Outside(where, storage, held);
        if (count > Math.Max(held, MostRepeated)) throw new FormatException($"{where} repeats the {held} elements of storage '{WeightsException.Shown(storage.Key)}' to {count}, and {MostRepeated} are allowed: save a tensor of its own with .contiguous()");
        var inOrder = count == 0 || Extent.IsContiguous(shape, steps);
        return new(file, "", type, [.. shape], count, bytes, storage.Start + (long)offset * type.Size(), inOrder ? null : steps);
    }

    private static long[] Extents(IReadOnlyList<Node> numbers, string what)
    {
        if (numbers.Count > Extent.MostDimensions) throw new FormatException($"a tensor has a {what} of {numbers.Count} numbers, and {Extent.MostDimensions} are allowed");
        return [.. numbers.Select(n => n.Kind == NodeKind.Integer && n.Integer >= 0 && n.Integer <= long.MaxValue
            ? (long)n.Integer
            : throw new FormatException($"a tensor's {what} holds {WeightsException.Shown(n.ToString())}, which is not a whole number from 0 to 2⁶³ − 1"))];
    }

    private static FormatException Outside(string where, PickleStorage storage, long held) => new($"{where} reaches beyond the {held} elements of storage '{WeightsException.Shown(storage.Key)}'");
}
