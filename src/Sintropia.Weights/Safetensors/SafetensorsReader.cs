using System.Buffers.Binary;
using System.Collections.Immutable;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.Safetensors;

/// <summary>Reads a safetensors file: eight bytes of header length, the header, and the numbers.</summary>
internal static class SafetensorsReader
{
    /// <summary>Longest header in bytes; the limit of the reference implementation.</summary>
    public const long LongestHeader = 100_000_000;

    private const int Prefix = sizeof(ulong);

    /// <summary>Reads header and offsets; the numbers stay where they are.</summary>
    /// <exception cref="WeightsException">The file is torn, or says what cannot be.</exception>
    public static WeightContents Read(string file, WeightBytes bytes)
    {
        if (bytes.Length < Prefix) throw new WeightsException(file, null, $"The file has {bytes.Length} bytes, fewer than the 8 of a header's length.", "It was probably not copied to its end: fetch it again.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(0, Prefix));
        if (length > LongestHeader)
            throw new WeightsException(file, null, $"The first eight bytes claim a header of {length} bytes; the format allows {LongestHeader}.", "This is not a safetensors file, or a damaged one. Name a .safetensors file, or a zip file of torch.save.");
        if ((long)length > bytes.Length - Prefix)
            throw new WeightsException(file, null, $"The header is said to have {length} bytes, and the file ends after {bytes.Length - Prefix}.", "It was probably not copied to its end, or is not a safetensors file: fetch it again.");

        var start = Prefix + (long)length;
        var (entries, metadata) = HeaderReader.Read(file, bytes.Slice(Prefix, (int)length), bytes.Length - start);
        Tile(file, entries, bytes.Length - start);
        return new(WeightFormat.Safetensors, [.. entries.Select(e => new WeightTensor(file, e.Name, e.Type, ImmutableArray.Create(e.Shape), e.Count, bytes, start + e.Begin))], metadata);
    }

    /// <summary>Tensors have to cover the data exactly: what overlaps or lies outside of all of them is a lie, or something hidden.</summary>
    private static void Tile(string file, List<HeaderEntry> entries, long length)
    {
        const string remedy = "The file is damaged or was not written by safetensors: fetch it again, or write it again.";
        HeaderEntry? before = null;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            var end = before?.End ?? 0;
            if (entry.Begin < end) throw new WeightsException(file, entry.Name, $"It begins at byte {entry.Begin} of the data, inside '{WeightsException.Shown(before!.Name)}', which ends at {end}.", remedy);
            if (entry.Begin > end) throw new WeightsException(file, entry.Name, $"It begins at byte {entry.Begin} of the data, and the bytes from {end} on belong to no tensor.", remedy);
            before = entry;
        }

        if ((before?.End ?? 0) != length) throw new WeightsException(file, null, $"The last tensor ends at byte {before?.End ?? 0} of the data, and there are {length} bytes.", remedy);
    }
}
