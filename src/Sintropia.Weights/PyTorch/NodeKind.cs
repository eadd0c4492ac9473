namespace Sintropia.Weights.PyTorch;

/// <summary>What a value in a PyTorch file is.</summary>
public enum NodeKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>True or False.</summary>
    Boolean,

    /// <summary>An integer of at most 128 bits.</summary>
    Integer,

    /// <summary>A float64.</summary>
    Number,

    /// <summary>A text; also names of torch dtypes and devices.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple, or a torch.Size.</summary>
    Tuple,

    /// <summary>A set or frozenset, in the order of the file.</summary>
    Set,

    /// <summary>A dict or an OrderedDict, in the order of the file.</summary>
    Mapping,

    /// <summary>A tensor or a parameter.</summary>
    Tensor,

    /// <summary>An object of a class that is not read; only its name is kept.</summary>
    Opaque,
}
