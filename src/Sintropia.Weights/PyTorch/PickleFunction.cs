namespace Sintropia.Weights.PyTorch;

/// <summary>What stands behind a name that a pickle may call. Our own code, never Python's.</summary>
internal enum PickleFunction
{
    /// <summary>Not known: refused, or kept as an opaque name.</summary>
    Unknown,

    /// <summary>torch.FloatStorage and its like: the type of a storage's elements.</summary>
    StorageType,

    /// <summary>torch.float32 and its like: a value.</summary>
    DType,

    /// <summary>torch._utils._rebuild_tensor, _rebuild_tensor_v2: a view of a storage.</summary>
    Tensor,

    /// <summary>torch._utils._rebuild_tensor_v3: a view of bytes, with a dtype.</summary>
    TensorOfBytes,

    /// <summary>torch._utils._rebuild_parameter: the tensor that it is given.</summary>
    Parameter,

    /// <summary>torch._tensor._rebuild_from_type_v2: a tensor with attributes, which are dropped.</summary>
    TensorWithState,

    /// <summary>collections.OrderedDict.</summary>
    OrderedDict,

    /// <summary>torch.Size.</summary>
    Size,

    /// <summary>torch.device.</summary>
    Device,

    /// <summary>_codecs.encode: how protocol 2 writes bytes.</summary>
    Encode,

    /// <summary>set, frozenset.</summary>
    Set,
}
