using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>Does the same along all runs of a walk, whose operands are up to three inputs and the result.</summary>
internal unsafe struct WalkJob<TSegment> : IChunks where TSegment : struct, ISegment
{
    private const int Grain = 1 << 14; // elements per chunk: some microseconds of work

    private readonly Walk _walk;
    private readonly float* _a, _b, _c, _result;
    private readonly TSegment _segment;

    private WalkJob(in Walk walk, float* a, float* b, float* c, float* result, TSegment segment)
    {
        _walk = walk;
        _a = a;
        _b = b;
        _c = c;
        _result = result;
        _segment = segment;
    }

    /// <summary>Does it, in parts that the team shares if there are enough of them.</summary>
    public static void Run(Team team, in Walk walk, float* a, float* b, float* c, float* result, TSegment segment)
    {
        if (walk.Runs == 0) return;

        var job = new WalkJob<TSegment>(walk, a, b, c, result, segment);
        var elements = (long)walk.Runs * walk.Length;
        if (elements < 2 * Grain || team.Threads == 1) job.Do(0, elements);
        else team.Run(job, (int)((elements + Grain - 1) / Grain));
    }

    /// <inheritdoc/>
    public readonly void Run(int chunk) => Do((long)chunk * Grain, Math.Min((long)(chunk + 1) * Grain, (long)_walk.Runs * _walk.Length));

    private readonly void Do(long from, long to)
    {
        var walk = _walk;
        walk.Seek((int)(from / walk.Length));
        var start = (int)(from % walk.Length);
        for (var rest = to - from; rest > 0; start = 0)
        {
            walk.Next();
            var length = (int)Math.Min(walk.Length - start, rest);
            _segment.Do(
                new(_a + walk.At0 + ((nint)start * walk.Step0), walk.Step0), new(_b + walk.At1 + ((nint)start * walk.Step1), walk.Step1),
                new(_c + walk.At2 + ((nint)start * walk.Step2), walk.Step2), new(_result + walk.At3 + ((nint)start * walk.Step3), walk.Step3), length);
            rest -= length;
        }
    }
}
