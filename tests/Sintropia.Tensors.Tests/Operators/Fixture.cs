using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Operators;

/// <summary>A folder of golden numbers beside the repository, read with the least that is needed.</summary>
internal sealed class Fixture(string folder)
{
    private readonly Dictionary<string, (string Type, Shape Shape, byte[] Bytes)> _inputs = Read(Path.Combine(folder, "inputs.safetensors"));
    private readonly Dictionary<string, (string Type, Shape Shape, byte[] Bytes)> _outputs = Read(Path.Combine(folder, "outputs_f64.safetensors"));
    private readonly JsonElement _config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json"))).RootElement;
    private readonly JsonElement _tolerance = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "tolerance.json"))).RootElement;

    /// <summary>The cases, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Cases => _config.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);

    /// <summary>The parameters of a folder's network.</summary>
    public static IReadOnlyDictionary<string, Tensor> Weights(string folder) =>
        Read(Path.Combine(folder, "weights.safetensors")).ToDictionary(w => w.Key, w => Tensor.From(w.Value.Shape, MemoryMarshal.Cast<byte, float>(w.Value.Bytes)));

    /// <summary>The folder of that name, or nothing where the fixtures are not on this machine.</summary>
    public static string? Find(string name)
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Sintropia.Orleans.sln")))
                return Path.Combine(Path.GetDirectoryName(at)!, "shared", "parity", name) is var folder && Directory.Exists(folder) ? folder : null;
        return null;
    }

    public bool Has(string input) => _inputs.ContainsKey(input);

    public bool IsWhole(string input) => _inputs[input].Type is "I64" or "I32";

    public Indices Places(string input) => Indices.From(_inputs[input].Shape, MemoryMarshal.Cast<byte, long>(_inputs[input].Bytes));

    public Tensor Input(string input)
    {
        var (type, shape, bytes) = _inputs[input];
        return Tensor.From(shape, type == "F32" ? MemoryMarshal.Cast<byte, float>(bytes) : bytes.Select(b => (float)b).ToArray());
    }

    public Shape OutputShape(string output) => _outputs[output].Shape;

    public ReadOnlySpan<double> Output(string output) => MemoryMarshal.Cast<byte, double>(_outputs[output].Bytes);

    /// <summary>How far a float32 port may be from the float64 run, relative to the largest value: ten times as far as the reference's own, but at least 1e-6.</summary>
    public (double Allowed, double Largest) Tolerance(string output)
    {
        var entry = _tolerance.GetProperty(output);
        return (Math.Max(1e-6, 10 * entry.GetProperty("rel_to_max").GetDouble()), Math.Max(1e-3, entry.GetProperty("max_abs_ref").GetDouble()));
    }

    private static Dictionary<string, (string Type, Shape Shape, byte[] Bytes)> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var start = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var tensors = new Dictionary<string, (string, Shape, byte[])>();
        foreach (var entry in JsonDocument.Parse(file.AsMemory(8..start)).RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__") continue;
            var offsets = entry.Value.GetProperty("data_offsets");
            var shape = new Shape([.. entry.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]);
            tensors.Add(entry.Name, (entry.Value.GetProperty("dtype").GetString()!, shape, file[(start + offsets[0].GetInt32())..(start + offsets[1].GetInt32())]));
        }

        return tensors;
    }
}
