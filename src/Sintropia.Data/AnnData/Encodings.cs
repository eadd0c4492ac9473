using Sintropia.Data.Hdf5;

namespace Sintropia.Data.AnnData;

/// <summary>What AnnData 0.8 and later write of each object: its kind and the version of the kind. https://anndata.readthedocs.io/en/stable/fileformat-prose.html</summary>
internal static class Encodings
{
    /// <summary>Says of an object what it is.</summary>
    public static T As<T>(this T node, string kind, string version) where T : HdfNode
    {
        node.Say("encoding-type", kind);
        node.Say("encoding-version", version);
        return node;
    }

    /// <summary>A group that maps names to objects.</summary>
    public static HdfGroup CreateMapping(this HdfGroup group, string name) => group.Create(name).As("dict", "0.1.0");

    /// <summary>A name as HDF5 can keep it.</summary>
    public static string Name(HdfNode at, string name) => name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\0') < 0 ? name
        : throw at.Wrong($"'{DataFileException.Shown(name)}' cannot be a name in an HDF5 file{(name.Contains('/') ? ": '/' separates groups" : "")}.", "Rename it.");
}
