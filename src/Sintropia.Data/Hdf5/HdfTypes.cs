using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>Identifiers of types and lists that the library keeps for itself; none is ever given back.</summary>
internal static unsafe class HdfTypes
{
    public static readonly long Float = HdfLibrary.Exported("H5T_NATIVE_FLOAT_g"), Double = HdfLibrary.Exported("H5T_NATIVE_DOUBLE_g");

    public static readonly long Int8 = HdfLibrary.Exported("H5T_NATIVE_INT8_g"), Int16 = HdfLibrary.Exported("H5T_NATIVE_INT16_g"), Int32 = HdfLibrary.Exported("H5T_NATIVE_INT32_g"), Int64 = HdfLibrary.Exported("H5T_NATIVE_INT64_g");

    public static readonly long FloatInFile = HdfLibrary.Exported("H5T_IEEE_F32LE_g"), DoubleInFile = HdfLibrary.Exported("H5T_IEEE_F64LE_g");

    public static readonly long Int8InFile = HdfLibrary.Exported("H5T_STD_I8LE_g"), Int16InFile = HdfLibrary.Exported("H5T_STD_I16LE_g"), Int32InFile = HdfLibrary.Exported("H5T_STD_I32LE_g"), Int64InFile = HdfLibrary.Exported("H5T_STD_I64LE_g");

    public static readonly long CreationOfDatasets = HdfLibrary.Exported("H5P_CLS_DATASET_CREATE_ID_g"), AccessOfFiles = HdfLibrary.Exported("H5P_CLS_FILE_ACCESS_ID_g");

    private static readonly long OneByteText = HdfLibrary.Exported("H5T_C_S1_g");

    /// <summary>Text of any length in UTF-8: what AnnData writes.</summary>
    public static HdfId Text()
    {
        var type = new HdfId(H5Tcopy(OneByteText));
        H5Tset_size(type.Value, nuint.MaxValue);
        H5Tset_cset(type.Value, 1);
        return type;
    }

    /// <summary>True and false as h5py writes them: an enumeration of one byte.</summary>
    public static HdfId Boolean()
    {
        var type = new HdfId(H5Tenum_create(Int8InFile));
        sbyte value = 0;
        H5Tenum_insert(type.Value, "FALSE", &value);
        value = 1;
        H5Tenum_insert(type.Value, "TRUE", &value);
        return type;
    }
}
