using System.Runtime.InteropServices;

namespace Sintropia.Data.Hdf5;

/// <summary>An identifier of the library that is given back when disposed, or when nobody holds it any more.</summary>
internal sealed class HdfId : SafeHandle
{
    public HdfId()
        : base(-1, ownsHandle: true)
    {
    }

    public HdfId(long id)
        : base(-1, ownsHandle: true) => SetHandle((nint)id);

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>The number that the library knows it by.</summary>
    public long Value => IsClosed ? throw new ObjectDisposedException(nameof(HdfId)) : handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        using var entered = HdfLibrary.Enter();
        return HdfCalls.H5Idec_ref(handle) >= 0;
    }
}
