using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Layers;

namespace Sintropia.Tensors.Optimisers;

/// <summary>A network whose parameters follow another's: average = m·average + (1 − m)·present. Buffers are copied.</summary>
public sealed class MovingAverage
{
    private readonly List<(Tensor Average, Tensor Present, bool IsBuffer)> _pairs;

    /// <summary>An average that begins as a copy.</summary>
    /// <param name="average">The network that follows; of the same kind and sizes.</param>
    /// <param name="present">The network that is trained.</param>
    /// <param name="copy">Whether to begin as a copy; else from what the average holds.</param>
    public MovingAverage(Layer average, Layer present, bool copy = true)
    {
        if (copy) average.Load(present.State);
        _pairs = [.. Pairs(average.Parameters, present.Parameters, false), .. Pairs(average.Buffers, present.Buffers, true)];
    }

    /// <summary>An average of single tensors.</summary>
    /// <param name="average">What follows.</param>
    /// <param name="present">What is trained, in the same order.</param>
    public MovingAverage(IEnumerable<Tensor> average, IEnumerable<Tensor> present) => _pairs = [.. average.Zip(present, (a, p) => (a, p, false))];

    /// <summary>Moves the average towards the present.</summary>
    /// <param name="momentum">m, the share of the average that is kept: from 0 to 1.</param>
    public void Update(double momentum)
    {
        foreach (var (average, present, isBuffer) in _pairs)
        {
            if (isBuffer) average.SetInPlace(present);
            else average.ApplyInPlace(UnaryOperation.Affine, (float)momentum).AddInPlace(present, (float)(1 - momentum));
        }
    }

    private static IEnumerable<(Tensor, Tensor, bool)> Pairs(IEnumerable<(string Name, Tensor Tensor)> average, IEnumerable<(string Name, Tensor Tensor)> present, bool isBuffer)
    {
        var own = average.ToDictionary(a => a.Name, a => a.Tensor);
        return present.Select(p => (own[p.Name], p.Tensor, isBuffer)).ToList();
    }
}
