using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>A step of Adam, shared among a team.</summary>
internal readonly unsafe struct AdamElements : IChunks
{
    private const int Grain = 1 << 13;

    private readonly AdamStep _step;
    private readonly float* _gradient, _parameters, _mean, _square, _largest;
    private readonly int _count;

    private AdamElements(in AdamStep step, float* gradient, float* parameters, float* mean, float* square, float* largest, int count)
    {
        _step = step;
        _gradient = gradient;
        _parameters = parameters;
        _mean = mean;
        _square = square;
        _largest = largest;
        _count = count;
    }

    /// <summary>Updates all elements.</summary>
    public static void Run(Team team, in AdamStep step, float* gradient, float* parameters, float* mean, float* square, float* largest, int count)
    {
        var job = new AdamElements(step, gradient, parameters, mean, square, largest, count);
        if (count <= Grain || team.Threads == 1) job.Do(0, count);
        else team.Run(job, (count + Grain - 1) / Grain);
    }

    /// <inheritdoc/>
    public void Run(int chunk) => Do(chunk * Grain, Math.Min(_count, (chunk + 1) * Grain));

    private void Do(int from, int to) => Adam.Update(
        _step, Operands.Slice(_gradient, 1, from, to), Operands.Slice(_parameters, 1, from, to), Operands.Slice(_mean, 1, from, to), Operands.Slice(_square, 1, from, to),
        Operands.Slice(_largest, 1, from, to));
}
