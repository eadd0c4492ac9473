namespace Sintropia.Weights;

/// <summary>What is known of each <see cref="ElementType"/>.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.U8 or ElementType.I8 => 1,
        ElementType.I16 or ElementType.U16 or ElementType.F16 or ElementType.BF16 => 2,
        ElementType.I32 or ElementType.U32 or ElementType.F32 => 4,
        ElementType.I64 or ElementType.U64 or ElementType.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    /// <summary>Whether elements are floating point numbers.</summary>
    public static bool IsFloating(this ElementType type) => type is ElementType.F16 or ElementType.BF16 or ElementType.F32 or ElementType.F64;

    /// <summary>Its name in a safetensors header: the name of the enumeration in capitals.</summary>
    public static string Spelling(this ElementType type) => type.ToString().ToUpperInvariant();

    /// <summary>The type of a name of safetensors, or null.</summary>
    internal static ElementType? Parse(string spelling) => spelling switch
    {
        "BOOL" => ElementType.Bool,
        "U8" => ElementType.U8,
        "I8" => ElementType.I8,
        "I16" => ElementType.I16,
        "U16" => ElementType.U16,
        "F16" => ElementType.F16,
        "BF16" => ElementType.BF16,
        "I32" => ElementType.I32,
        "U32" => ElementType.U32,
        "F32" => ElementType.F32,
        "I64" => ElementType.I64,
        "U64" => ElementType.U64,
        "F64" => ElementType.F64,
        _ => null,
    };

    /// <summary>The type of a .NET number.</summary>
    internal static ElementType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? ElementType.F32
        : typeof(T) == typeof(double) ? ElementType.F64
        : typeof(T) == typeof(Half) ? ElementType.F16
        : typeof(T) == typeof(long) ? ElementType.I64
        : typeof(T) == typeof(int) ? ElementType.I32
        : typeof(T) == typeof(short) ? ElementType.I16
        : typeof(T) == typeof(sbyte) ? ElementType.I8
        : typeof(T) == typeof(ulong) ? ElementType.U64
        : typeof(T) == typeof(uint) ? ElementType.U32
        : typeof(T) == typeof(ushort) ? ElementType.U16
        : typeof(T) == typeof(byte) ? ElementType.U8
        : typeof(T) == typeof(bool) ? ElementType.Bool
        : throw new NotSupportedException($"A tensor of {typeof(T).Name} cannot be kept in a file. Use float, double, Half, bool or an integer of 8 to 64 bits.");
}
