namespace Sintropia.Data.Stored.Values;

/// <summary>What elements of a dataset or attribute are.</summary>
internal enum ElementKind
{
    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Floating point numbers.</summary>
    Float,

    /// <summary>Texts of fixed or any length.</summary>
    Text,

    /// <summary>True or false: an enumeration of one byte, as h5py writes it.</summary>
    Boolean,

    /// <summary>Records of named fields.</summary>
    Records,

    /// <summary>Something else, which is not read.</summary>
    Other,
}
