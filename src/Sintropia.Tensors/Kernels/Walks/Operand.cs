namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>Part of a run of one operand: where it begins and how far apart its elements lie.</summary>
internal readonly unsafe struct Operand(float* first, int step)
{
    /// <summary>The most elements that <see cref="Gathered"/> takes.</summary>
    public const int Room = 512;

    public bool IsDense => step == 1;

    public bool IsOne => step == 0;

    public float One => *first;

    public float* First => first;

    public ref float At(int i) => ref first[(nint)i * step];

    /// <summary>The elements without gaps: where they lie, or in the room after copying them there.</summary>
    public ReadOnlySpan<float> Gathered(int start, int length, Span<float> room)
    {
        if (step == 1) return new(first + start, length);

        var from = first + ((nint)start * step);
        if (step == 0) room[..length].Fill(*from);
        else
            for (var i = 0; i < length; i++, from += step)
                room[i] = *from;
        return room[..length];
    }

    /// <summary>Where to write elements: in place, or to the room, from where <see cref="Scatter"/> brings them.</summary>
    public Span<float> Target(int start, int length, Span<float> room) => step == 1 ? new(first + start, length) : room[..length];

    public void Scatter(int start, ReadOnlySpan<float> values)
    {
        if (step == 1) return;

        var to = first + ((nint)start * step);
        foreach (var value in values)
        {
            *to = value;
            to += step;
        }
    }
}
