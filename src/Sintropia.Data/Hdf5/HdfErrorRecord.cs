namespace Sintropia.Data.Hdf5;

/// <summary>One entry of the library's stack of errors: H5E_error2_t.</summary>
internal unsafe struct HdfErrorRecord
{
    public long Class;
    public long Major;
    public long Minor;
    public uint Line;
    public byte* Function;
    public byte* SourceFile;
    public byte* Description;
}
