namespace Sintropia.Data.Hdf5;

/// <summary>What the library says of a group: H5G_info_t.</summary>
internal struct HdfGroupRecord
{
    public int Storage;
    public ulong Links;
    public long LargestOrder;
    public byte Mounted;
}
