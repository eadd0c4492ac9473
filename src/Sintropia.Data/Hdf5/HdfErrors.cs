using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>What the library says went wrong, in its own words, innermost first.</summary>
internal static unsafe class HdfErrors
{
    private const int Most = 3, FromTheInnermost = 0;

    [ThreadStatic] private static List<string>? _said;

    /// <summary>Takes what the library says and clears it. The library has been entered.</summary>
    public static string Take()
    {
        _said = [];
        _ = H5Ewalk2(0, FromTheInnermost, &Hear, null);
        _ = H5Eclear2(0);
        var said = string.Join("; ", _said.Distinct().Take(Most));
        _said = null;
        return said.Length == 0 ? "the library does not say why" : DataFileException.Shown(said);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Hear(uint place, HdfErrorRecord* record, void* data)
    {
        if (Marshal.PtrToStringUTF8((nint)record->Description) is { Length: > 0 } words) _said?.Add(words);
        return 0;
    }
}
