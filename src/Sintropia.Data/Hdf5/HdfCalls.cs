using System.Runtime.InteropServices;

namespace Sintropia.Data.Hdf5;

/// <summary>The functions of libhdf5 that are used: those whose form is the same in 1.10, 1.12, 1.14 and 2.0. Identifiers are 64 bits wide since 1.10.</summary>
internal static unsafe partial class HdfCalls
{
    /// <summary>What <see cref="HdfLibrary"/> puts in its place.</summary>
    public const string Library = "hdf5";

    [LibraryImport(Library)] public static partial int H5open();
    [LibraryImport(Library)] public static partial int H5get_libversion(out uint major, out uint minor, out uint release);
    [LibraryImport(Library)] public static partial int H5Eset_auto2(long stack, void* function, void* data);
    [LibraryImport(Library)] public static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, HdfErrorRecord*, void*, int> function, void* data);
    [LibraryImport(Library)] public static partial int H5Eclear2(long stack);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fcreate(string name, uint flags, long creation, long access);
    [LibraryImport(Library)] public static partial int H5Fflush(long id, int scope);

    [LibraryImport(Library)] public static partial int H5Idec_ref(long id);
    [LibraryImport(Library)] public static partial int H5Inmembers(int type, out ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Oopen(long location, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Gcreate2(long location, string name, long link, long creation, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lmove(long from, string name, long to, string newName, long creation, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dcreate2(long location, string name, long type, long space, long link, long creation, long access);
    [LibraryImport(Library)] public static partial long H5Dget_space(long dataset);
    [LibraryImport(Library)] public static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dset_extent(long dataset, ulong* extent);

    [LibraryImport(Library)] public static partial long H5Screate(int kind);
    [LibraryImport(Library)] public static partial long H5Screate_simple(int rank, ulong* extent, ulong* largest);
    [LibraryImport(Library)] public static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);

    [LibraryImport(Library)] public static partial long H5Tcopy(long type);
    [LibraryImport(Library)] public static partial long H5Tcreate(int kind, nuint size);
    [LibraryImport(Library)] public static partial long H5Tenum_create(long type);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Tenum_insert(long type, string name, void* value);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Tinsert(long type, string name, nuint offset, long member);
    [LibraryImport(Library)] public static partial int H5Tset_size(long type, nuint size);
    [LibraryImport(Library)] public static partial int H5Tset_cset(long type, int set);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Acreate2(long at, string name, long type, long space, long creation, long access);
    [LibraryImport(Library)] public static partial int H5Awrite(long attribute, long type, void* buffer);

    [LibraryImport(Library)] public static partial long H5Pcreate(long kind);
    [LibraryImport(Library)] public static partial int H5Pset_obj_track_times(long list, byte track);
    [LibraryImport(Library)] public static partial int H5Pset_chunk(long list, int rank, ulong* extent);
    [LibraryImport(Library)] public static partial int H5Pset_deflate(long list, uint level);
    [LibraryImport(Library)] public static partial int H5Pset_shuffle(long list);
}
