using System.Runtime.InteropServices;

namespace Sintropia.Data.Hdf5;

/// <summary>The functions of libhdf5 that are used: those whose form is the same in 1.10, 1.12, 1.14 and 2.0. Identifiers are 64 bits wide since 1.10.</summary>
internal static unsafe partial class HdfCalls
{
    /// <summary>What <see cref="HdfLibrary"/> puts in its place.</summary>
    public const string Library = "hdf5";

    [LibraryImport(Library)] public static partial int H5open();
    [LibraryImport(Library)] public static partial int H5get_libversion(out uint major, out uint minor, out uint release);
    [LibraryImport(Library)] public static partial int H5free_memory(void* memory);
    [LibraryImport(Library)] public static partial int H5Eset_auto2(long stack, void* function, void* data);
    [LibraryImport(Library)] public static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, HdfErrorRecord*, void*, int> function, void* data);
    [LibraryImport(Library)] public static partial int H5Eclear2(long stack);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fopen(string name, uint flags, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Fcreate(string name, uint flags, long creation, long access);
    [LibraryImport(Library)] public static partial int H5Fflush(long id, int scope);
    [LibraryImport(Library)] public static partial nint H5Fget_obj_count(long file, uint types);

    [LibraryImport(Library)] public static partial int H5Iget_type(long id);
    [LibraryImport(Library)] public static partial int H5Idec_ref(long id);
    [LibraryImport(Library)] public static partial int H5Inmembers(int type, out ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Oopen(long location, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Gcreate2(long location, string name, long link, long creation, long access);
    [LibraryImport(Library)] public static partial int H5Gget_info(long group, HdfGroupRecord* record);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lexists(long location, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lget_val(long location, string name, void* value, nuint size, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint H5Lget_name_by_idx(long location, string group, int index, int order, ulong place, byte* name, nuint size, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Lmove(long from, string name, long to, string newName, long creation, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dopen2(long location, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Dcreate2(long location, string name, long type, long space, long link, long creation, long access);
    [LibraryImport(Library)] public static partial long H5Dget_space(long dataset);
    [LibraryImport(Library)] public static partial long H5Dget_type(long dataset);
    [LibraryImport(Library)] public static partial long H5Dget_create_plist(long dataset);
    [LibraryImport(Library)] public static partial ulong H5Dget_storage_size(long dataset);
    [LibraryImport(Library)] public static partial int H5Dread(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);
    [LibraryImport(Library)] public static partial int H5Dset_extent(long dataset, ulong* extent);
    [LibraryImport(Library)] public static partial int H5Dvlen_reclaim(long type, long space, long transfer, void* buffer);

    [LibraryImport(Library)] public static partial long H5Screate(int kind);
    [LibraryImport(Library)] public static partial long H5Screate_simple(int rank, ulong* extent, ulong* largest);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_type(long space);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_ndims(long space);
    [LibraryImport(Library)] public static partial int H5Sget_simple_extent_dims(long space, ulong* extent, ulong* largest);
    [LibraryImport(Library)] public static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);

    [LibraryImport(Library)] public static partial int H5Tget_class(long type);
    [LibraryImport(Library)] public static partial nuint H5Tget_size(long type);
    [LibraryImport(Library)] public static partial int H5Tget_order(long type);
    [LibraryImport(Library)] public static partial int H5Tget_sign(long type);
    [LibraryImport(Library)] public static partial int H5Tget_strpad(long type);
    [LibraryImport(Library)] public static partial int H5Tis_variable_str(long type);
    [LibraryImport(Library)] public static partial int H5Tget_cset(long type);
    [LibraryImport(Library)] public static partial long H5Tget_super(long type);
    [LibraryImport(Library)] public static partial long H5Tcopy(long type);
    [LibraryImport(Library)] public static partial long H5Tcreate(int kind, nuint size);
    [LibraryImport(Library)] public static partial long H5Tenum_create(long type);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Tenum_insert(long type, string name, void* value);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Tinsert(long type, string name, nuint offset, long member);
    [LibraryImport(Library)] public static partial int H5Tset_size(long type, nuint size);
    [LibraryImport(Library)] public static partial int H5Tset_cset(long type, int set);
    [LibraryImport(Library)] public static partial int H5Tset_strpad(long type, int pad);
    [LibraryImport(Library)] public static partial int H5Tget_nmembers(long type);
    [LibraryImport(Library)] public static partial byte* H5Tget_member_name(long type, uint member);
    [LibraryImport(Library)] public static partial long H5Tget_member_type(long type, uint member);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial int H5Aexists(long at, string name);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Aopen(long at, string name, long access);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial long H5Acreate2(long at, string name, long type, long space, long creation, long access);
    [LibraryImport(Library)] public static partial long H5Aget_space(long attribute);
    [LibraryImport(Library)] public static partial long H5Aget_type(long attribute);
    [LibraryImport(Library)] public static partial int H5Aread(long attribute, long type, void* buffer);
    [LibraryImport(Library)] public static partial int H5Awrite(long attribute, long type, void* buffer);

    [LibraryImport(Library)] public static partial long H5Pcreate(long kind);
    [LibraryImport(Library)] public static partial int H5Pset_obj_track_times(long list, byte track);
    [LibraryImport(Library)] public static partial int H5Pset_chunk(long list, int rank, ulong* extent);
    [LibraryImport(Library)] public static partial int H5Pset_deflate(long list, uint level);
    [LibraryImport(Library)] public static partial int H5Pset_shuffle(long list);
    [LibraryImport(Library)] public static partial int H5Pset_chunk_cache(long list, nuint slots, nuint bytes, double preemption);
    [LibraryImport(Library)] public static partial int H5Pget_layout(long list);
    [LibraryImport(Library)] public static partial int H5Pget_chunk(long list, int most, ulong* extent);
    [LibraryImport(Library)] public static partial int H5Pget_external_count(long list);
    [LibraryImport(Library)] public static partial int H5Pget_nfilters(long list);
    [LibraryImport(Library)] public static partial int H5Pget_filter2(long list, uint place, out uint flags, ref nuint values, uint* value, nuint nameSize, byte* name, out uint configuration);
    [LibraryImport(Library)] public static partial int H5Zfilter_avail(int filter);
}
