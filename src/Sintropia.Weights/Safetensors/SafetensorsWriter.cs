using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.Safetensors;

/// <summary>Writes safetensors files. The same tensors and metadata give the same bytes, in whatever order they come.</summary>
/// <remarks>Tensors lie by size of their elements, largest first, then by element type and name, so that each is aligned to its elements.</remarks>
public static class SafetensorsWriter
{
    private const int Alignment = 8, ChunkOfBytes = 1 << 20;

    /// <summary>Writes a file under a temporary name beside the path, then renames it: no half file is ever there, and a file that is mapped meanwhile stays whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">What; names have to differ.</param>
    /// <param name="metadata">Texts that the file says of itself; null for none.</param>
    /// <exception cref="WeightsException">Two tensors have one name, a name cannot be written, or the header would be too long.</exception>
    /// <exception cref="IOException">The disk is full, or the folder does not exist.</exception>
    public static void Write(string path, IEnumerable<WeightTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                Write(stream, path, [.. tensors], metadata);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Write(Stream stream, string path, WeightTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        WeightTensor[] ordered = [.. tensors.OrderByDescending(t => t.ElementType.Size()).ThenBy(t => t.ElementType).ThenBy(t => t.Name, StringComparer.Ordinal)];
        Refuse(path, ordered);
        var header = Header(ordered, metadata);
        if (header.Length > SafetensorsReader.LongestHeader) throw new WeightsException(path, null, $"The header of {tensors.Length} tensors would have {header.Length} bytes; the format allows {SafetensorsReader.LongestHeader}.", "Spread the tensors over several files.");
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        var chunk = new byte[ChunkOfBytes];
        foreach (var tensor in ordered) Numbers(stream, tensor, chunk);
    }

    private static void Refuse(string path, WeightTensor[] tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (tensor.Name == "__metadata__") throw new WeightsException(path, tensor.Name, "The format keeps this name for itself.", "Use another name.");
            if (!names.Add(tensor.Name)) throw new WeightsException(path, tensor.Name, "Two tensors have this name.", "Give each its own.");
            if (tensor.Shape.Length > Extent.MostDimensions) throw new WeightsException(path, tensor.Name, $"It has {tensor.Shape.Length} dimensions, more than the {Extent.MostDimensions} that are read back.", "Merge some of them.");
        }
    }

    private static byte[] Header(WeightTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            var begin = 0L;
            foreach (var tensor in tensors) begin = Entry(json, tensor, begin);
            json.WriteEndObject();
        }

        stream.Write(Encoding.ASCII.GetBytes(new string(' ', (int)(-stream.Length & (Alignment - 1)))));
        return stream.ToArray();
    }

    private static long Entry(Utf8JsonWriter json, WeightTensor tensor, long begin)
    {
        var end = checked(begin + tensor.Count * tensor.ElementType.Size());
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.ElementType.Spelling());
        json.WriteStartArray("shape");
        foreach (var extent in tensor.Shape) json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void Numbers(Stream stream, WeightTensor tensor, byte[] chunk)
    {
        var size = tensor.ElementType.Size();
        for (var first = 0L; first < tensor.Count; first += chunk.Length / size)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, (tensor.Count - first) * size));
            tensor.CopyBytesTo(first, part);
            stream.Write(part);
        }
    }
}
