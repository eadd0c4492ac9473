using Sintropia.Tensors.Kernels;

namespace Sintropia.Tensors.Backends;

/// <summary>One way in which a storage is read as the right-hand matrix of products, and its panels once they are wanted. A list, newest first, that is never changed but at its head and that belongs to one version.</summary>
internal sealed class Packing(int version, int offset, MatrixLayout layout, Packing? older)
{
    private PackedMatrix? _matrix;

    /// <summary>The version of the elements.</summary>
    public int Version => version;

    /// <summary>How many there are from here on.</summary>
    public int Depth { get; } = (older?.Depth ?? 0) + 1;

    /// <summary>The panels. Two threads that come at once may both pack; what they get is equal.</summary>
    public PackedMatrix? Matrix
    {
        get => Volatile.Read(ref _matrix);
        set => Volatile.Write(ref _matrix, value);
    }

    /// <summary>This way or one before it.</summary>
    public Packing? Find(int from, MatrixLayout how)
    {
        for (var packing = this; packing is not null; packing = packing.Older)
            if (packing.Offset == from && packing.Layout == how)
                return packing;
        return null;
    }

    private Packing? Older => older;

    private int Offset => offset;

    private MatrixLayout Layout => layout;
}
