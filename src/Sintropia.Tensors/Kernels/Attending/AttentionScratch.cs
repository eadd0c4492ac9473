namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Each thread's own room, cut into pieces that begin on cache lines. It grows to the largest size asked for and is used again by every call.</summary>
internal unsafe ref struct AttentionScratch
{
    private const int Line = 16; // floats in 64 bytes

    [ThreadStatic]
    private static float[]? s_room;

    private float* _next;
    private readonly float* _end;

    /// <summary>Room for so many pieces of so many floats together.</summary>
    public AttentionScratch(long floats, int pieces)
    {
        var needed = checked((int)(floats + (pieces + 1) * Line));
        if (s_room is null || s_room.Length < needed) s_room = GC.AllocateUninitializedArray<float>(needed, pinned: true);
        _next = GemmScratch.First(s_room); // pinned for life: the address stays
        _end = _next + needed;
    }

    /// <summary>The next piece; what is in it is whatever was.</summary>
    public float* Take(long floats)
    {
        var piece = _next;
        _next = piece + ((floats + Line - 1) / Line * Line);
        if (_next > _end) throw new InvalidOperationException("The kernel takes more room than it asked for."); // never: the sizes stand beside the pieces
        return piece;
    }
}
