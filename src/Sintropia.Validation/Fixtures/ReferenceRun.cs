using System.Text.Json;
using Sintropia.Tensors;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures;

/// <summary>What the reference made of a folder's inputs in float64, and how far its own run in float32 was from that.</summary>
internal sealed class ReferenceRun : IDisposable
{
    // A port sums in another order than the reference: it may be ten times as far off as the reference in float32, and never has to be nearer than this.
    private const double Factor = 10, Floor = 1e-6, SmallestScale = 1e-3;

    private readonly WeightFile _values;
    private readonly JsonDocument _tolerance;

    public ReferenceRun(FixtureFolder folder)
    {
        _values = WeightFile.Open(folder.File("outputs_f64.safetensors"));
        _tolerance = folder.Json("tolerance.json");
    }

    /// <summary>Compares a tensor with the reference's.</summary>
    /// <param name="key">The reference's name in the file.</param>
    /// <param name="name">Its name in the case.</param>
    /// <param name="ours">Ours; null where nothing was made.</param>
    public TensorAgreement Judge(string key, string name, Tensor? ours)
    {
        var reference = Tolerated(key);
        var allowed = Math.Max(Factor * reference, Floor);
        if (ours is null) return new(name, double.PositiveInfinity, allowed, reference, "it was not computed");
        if (_values.Find(key) is not { } expected) return new(name, double.PositiveInfinity, allowed, reference, $"outputs_f64.safetensors holds no '{key}'");
        return ours.Shape.ToString() == $"[{string.Join(", ", expected.Shape)}]"
            ? new(name, Error(ours.ToArray(), expected.ToDoubles()), allowed, reference)
            : new(name, double.PositiveInfinity, allowed, reference, $"its shape is {ours.Shape}, and the reference's [{string.Join(", ", expected.Shape)}]");
    }

    /// <summary>All outputs.</summary>
    public IEnumerable<string> Keys => _values.Tensors.Select(t => t.Name);

    /// <summary>Whether the reference made an output.</summary>
    public bool Has(string key) => _values.Find(key) is not null;

    /// <summary>The extents of an output.</summary>
    public IReadOnlyList<long> Shape(string key) => _values[key].Shape;

    public void Dispose()
    {
        _values.Dispose();
        _tolerance.Dispose();
    }

    /// <summary>Largest difference over largest value. Numbers that are not finite have to be the same.</summary>
    internal static double Error(ReadOnlySpan<float> ours, ReadOnlySpan<double> expected)
    {
        var (difference, scale) = (0.0, SmallestScale);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!double.IsFinite(expected[i]) || !float.IsFinite(ours[i]))
            {
                if (!expected[i].Equals(ours[i])) return double.PositiveInfinity;
                continue;
            }

            difference = Math.Max(difference, Math.Abs(ours[i] - expected[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return difference / scale;
    }

    private double Tolerated(string key) =>
        _tolerance.RootElement.ValueKind == JsonValueKind.Object && _tolerance.RootElement.TryGetProperty(key, out var entry) && entry.ValueKind == JsonValueKind.Object
        && entry.TryGetProperty("rel_to_max", out var own) && own.ValueKind == JsonValueKind.Number ? own.GetDouble() : 0;
}
