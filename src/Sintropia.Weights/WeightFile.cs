using Sintropia.Weights.PyTorch;
using Sintropia.Weights.Safetensors;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights;

/// <summary>A file of weights that is open for reading: safetensors, or a zip file of torch.save. Nothing in it is executed.</summary>
/// <remarks>Opening checks names, shapes and offsets against the file's length and reads no numbers: they are mapped, and read when looked at.</remarks>
public sealed class WeightFile : IDisposable
{
    private const int NamesInMessage = 5;

    private readonly WeightBytes _bytes;
    private readonly Dictionary<string, WeightTensor> _byName;

    private WeightFile(string path, WeightBytes bytes, WeightContents contents)
    {
        Path = path;
        _bytes = bytes;
        Format = contents.Format;
        Tensors = contents.Tensors;
        Metadata = contents.Metadata;
        Root = contents.Root;
        _byName = contents.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>What kind of file it is, which its first bytes say.</summary>
    public WeightFormat Format { get; }

    /// <summary>All tensors in the file's order. In a PyTorch file those that plain containers hold, named by the keys on the way joined with '/': <c>state_dict/encoder.weight</c>; <c>tensor</c> where the file holds nothing else.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>The texts that a safetensors file says of itself; empty for others.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>All that a PyTorch file holds, tensors or not; null for others.</summary>
    public Node? Root { get; }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="WeightsException">There is none; the message names some that there are.</exception>
    public WeightTensor this[string name] => Find(name) ?? throw new WeightsException(Path, name, "There is none of this name.", $"{Held()} Check the name, and what was saved.");

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="WeightsException">It is not there, torn, of another format, or says what cannot be.</exception>
    public static WeightFile Open(string path, WeightOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(path, MappedBytes.Open(path), options ?? new());
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="bytes">All of it; tensors are views of them.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="WeightsException">It is torn, of another format, or says what cannot be.</exception>
    public static WeightFile Read(ReadOnlyMemory<byte> bytes, string name, WeightOptions? options = null) => Read(name, new ManagedBytes<byte>(bytes), options ?? new());

    /// <summary>The tensor of a name, or null.</summary>
    public WeightTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Closes the file. Its tensors, and spans of them, end here.</summary>
    public void Dispose() => _bytes.Dispose();

    private static WeightFile Read(string path, WeightBytes bytes, WeightOptions options)
    {
        try
        {
            if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Files of weights are little-endian, and this machine is not.");
            return new(path, bytes, Signature.IsZip(bytes) ? PyTorchReader.Read(path, bytes, options) : Safe(path, bytes));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static WeightContents Safe(string path, WeightBytes bytes)
    {
        Signature.RefuseOthers(path, bytes);
        return SafetensorsReader.Read(path, bytes);
    }

    private string Held() => Tensors.Count switch
    {
        0 => "The file holds no tensors.",
        <= NamesInMessage => $"It holds {Named(Tensors)}.",
        _ => $"It holds {Tensors.Count}, among them {Named(Tensors.Take(NamesInMessage))}.",
    };

    private static string Named(IEnumerable<WeightTensor> tensors) => string.Join(", ", tensors.Select(t => $"'{WeightsException.Shown(t.Name)}'"));
}
