namespace Sintropia.Weights.PyTorch;

/// <summary>A class or function that a pickle names, and what we do in its place.</summary>
/// <param name="Name">As Python names it.</param>
/// <param name="Function">What we do.</param>
/// <param name="Type">Elements of a storage type or dtype; null for storages of bytes.</param>
internal sealed record PickleGlobal(string Name, PickleFunction Function, ElementType? Type = null)
{
    private static readonly (string Name, ElementType Type)[] Storages =
    [
        ("Float", ElementType.F32), ("Double", ElementType.F64), ("Half", ElementType.F16), ("BFloat16", ElementType.BF16), ("Long", ElementType.I64), ("Int", ElementType.I32),
        ("Short", ElementType.I16), ("Char", ElementType.I8), ("Byte", ElementType.U8), ("Bool", ElementType.Bool),
    ];

    private static readonly (string Name, ElementType Type)[] DTypes =
    [
        ("float32", ElementType.F32), ("float64", ElementType.F64), ("float16", ElementType.F16), ("bfloat16", ElementType.BF16), ("int64", ElementType.I64), ("int32", ElementType.I32),
        ("int16", ElementType.I16), ("int8", ElementType.I8), ("uint64", ElementType.U64), ("uint32", ElementType.U32), ("uint16", ElementType.U16), ("uint8", ElementType.U8),
        ("bool", ElementType.Bool),
    ];

    private static readonly Dictionary<string, PickleGlobal> Allowed = new PickleGlobal[]
    {
        new("torch._utils._rebuild_tensor", PickleFunction.Tensor),
        new("torch._utils._rebuild_tensor_v2", PickleFunction.Tensor),
        new("torch._utils._rebuild_tensor_v3", PickleFunction.TensorOfBytes),
        new("torch._utils._rebuild_parameter", PickleFunction.Parameter),
        new("torch._utils._rebuild_parameter_with_state", PickleFunction.Parameter),
        new("torch._tensor._rebuild_from_type_v2", PickleFunction.TensorWithState),
        new("torch.Tensor", PickleFunction.DType),
        new("torch.nn.parameter.Parameter", PickleFunction.DType),
        new("torch.Size", PickleFunction.Size),
        new("torch.device", PickleFunction.Device),
        new("torch.storage.UntypedStorage", PickleFunction.StorageType),
        new("collections.OrderedDict", PickleFunction.OrderedDict),
        new("_codecs.encode", PickleFunction.Encode),
        new("__builtin__.set", PickleFunction.Set),
        new("builtins.set", PickleFunction.Set),
        new("__builtin__.frozenset", PickleFunction.Set),
        new("builtins.frozenset", PickleFunction.Set),
    }
    .Concat(Storages.Select(s => new PickleGlobal($"torch.{s.Name}Storage", PickleFunction.StorageType, s.Type)))
    .Concat(DTypes.Select(d => new PickleGlobal($"torch.{d.Name}", PickleFunction.DType, d.Type)))
    .ToDictionary(g => g.Name, StringComparer.Ordinal);

    /// <summary>What is behind a name.</summary>
    public static PickleGlobal Find(string name) => Allowed.GetValueOrDefault(name) ?? new(name, PickleFunction.Unknown);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
