using System.Runtime.InteropServices;
using Sintropia.Biology.Chance;

namespace Sintropia.Tensors.Layers;

/// <summary>Zeroes a share of the elements and enlarges the rest, so that the sum is expected to stay: the noise of one step of training. Without one, networks compute as after training.</summary>
/// <remarks>What is zeroed is a function of the key and of how many times it was applied before, so a step that is done again with the same key has the same bits, whatever the threads.</remarks>
/// <param name="share">Expected share of zeros, from 0 to below 1.</param>
/// <param name="key">Made of the seed and the number of the step.</param>
public sealed class Dropout(float share, ulong key)
{
    private ulong _applied;

    /// <summary>Expected share of zeros.</summary>
    public float Share { get; } = share is >= 0 and < 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, $"A share of {share} cannot be dropped. Give one from 0 to below 1.");

    /// <summary>Each element times 0 or 1/(1 − share).</summary>
    public Tensor Of(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var call = _applied++;
        if (Share == 0) return x;

        var factors = new float[x.Count];
        Draw(factors, call);
        return x * Tensor.From(x.Shape, factors, x.Backend);
    }

    // Four words a block.
    private void Draw(Span<float> factors, ulong call)
    {
        var (least, kept) = ((uint)(Share * 4294967296.0), 1 / (1 - Share));
        Span<ulong> halves = stackalloc ulong[2];
        var words = MemoryMarshal.Cast<ulong, uint>(halves);
        for (var i = 0; i < factors.Length; i++)
        {
            if (i % 4 == 0)
            {
                var block = Philox.Encrypt(new(call, (ulong)i / 4), key);
                (halves[0], halves[1]) = (block.Low, block.High);
            }

            factors[i] = words[i % 4] < least ? 0 : kept;
        }
    }
}
