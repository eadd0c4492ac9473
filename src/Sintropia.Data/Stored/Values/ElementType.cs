namespace Sintropia.Data.Stored.Values;

/// <summary>The type of elements as the file has it.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Size">Bytes each; of a reference for texts of any length.</param>
/// <param name="Signed">Whether integers may be negative.</param>
/// <param name="Name">As numpy calls it: float32, int64, bool, string.</param>
/// <remarks>HDF5 file format specification IV.A.2.d, "The Datatype Message", versions 1 to 5.</remarks>
internal sealed record ElementType(ElementKind Kind, int Size, bool Signed, string Name)
{
    private const int MostFields = 1024, LongestElement = 1 << 20, Deepest = 8;

    /// <summary>Whether the first byte of numbers is the highest.</summary>
    public bool BigEndian { get; private init; }

    /// <summary>Whether texts have any length, and lie elsewhere in the file.</summary>
    public bool AnyLength { get; private init; }

    /// <summary>Whether texts of fixed length are filled up with blanks.</summary>
    public bool BlankPadded { get; private init; }

    /// <summary>The fields of records, and at which byte each is.</summary>
    public IReadOnlyList<(string Name, int Offset, ElementType Elements)> Fields { get; private init; } = [];

    /// <summary>Whether they are numbers or booleans.</summary>
    public bool AreNumbers => Kind is ElementKind.Integer or ElementKind.Float or ElementKind.Boolean;

    /// <summary>Understands a type.</summary>
    public static ElementType Of(byte[] message, StoredFile file)
    {
        var cursor = new Cursor(message, file, "the type of elements");
        return Of(ref cursor, 0);
    }

    private static ElementType Of(ref Cursor at, int depth)
    {
        if (depth > Deepest) throw at.Damaged("types lie in types, and so on");
        int head = at.Byte(), bits = at.Byte() | at.Byte() << 8 | at.Byte() << 16;
        var (kind, version, size) = (head & 15, head >> 4, at.UInt32());
        if (version is < 1 or > 5) throw at.Damaged($"its version is {version}");
        if (size is 0 or > LongestElement) throw at.Damaged($"an element of {size} bytes is none that can be");
        return kind switch
        {
            0 => Integer(at.Take(4), (int)size, bits),
            1 => Float(at.Take(12), (int)size, bits),
            3 => new(ElementKind.Text, (int)size, false, "string") { BlankPadded = (bits & 15) == 2 },
            6 => Records(ref at, (int)size, bits & 0xffff, version, depth),
            8 => Enumeration(ref at, (int)size, bits & 0xffff, version, depth),
            9 => Loose(ref at, (int)size, bits, depth),
            10 => Array(ref at, (int)size, version, depth),
            _ => Another(ref at, (int)size, kind, bits),
        };
    }

    private static ElementType Unknown(int size) => new(ElementKind.Other, size, false, "a type that is not read");

    private static ElementType Integer(ReadOnlySpan<byte> properties, int size, int bits)
    {
        var signed = (bits & 8) != 0;
        return size is 1 or 2 or 4 or 8 && properties is [0, 0, var precision, 0] && precision == 8 * size ? new(ElementKind.Integer, size, signed, $"{(signed ? "" : "u")}int{8 * size}") { BigEndian = (bits & 1) != 0 } : Unknown(size);
    }

    // As IEEE 754 has them: where exponent and mantissa begin, how long they are, and the bias.
    private static ElementType Float(ReadOnlySpan<byte> properties, int size, int bits)
    {
        ReadOnlySpan<byte> usual = size switch
        {
            2 => [0, 0, 16, 0, 10, 5, 0, 10, 15, 0, 0, 0],
            4 => [0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0],
            8 => [0, 0, 64, 0, 52, 11, 0, 52, 0xff, 3, 0, 0],
            _ => [],
        };
        return properties.SequenceEqual(usual) && (bits & 0x40) == 0 ? new(ElementKind.Float, size, true, $"float{8 * size}") { BigEndian = (bits & 1) != 0 } : Unknown(size);
    }

    private static ElementType Enumeration(ref Cursor at, int size, int count, int version, int depth)
    {
        Of(ref at, depth + 1);
        for (var i = 0; i < count; i++) Named(ref at, version);
        at.Skip((long)count * size);
        return size == 1 ? new(ElementKind.Boolean, 1, true, "bool") : Unknown(size);
    }

    private static ElementType Loose(ref Cursor at, int size, int bits, int depth)
    {
        Of(ref at, depth + 1);
        return (bits & 15) == 1 ? new(ElementKind.Text, size, false, "string") { AnyLength = true } : Unknown(size);
    }

    private static ElementType Array(ref Cursor at, int size, int version, int depth)
    {
        int rank = at.Byte();
        at.Skip(version < 3 ? 3 + 8 * rank : 4 * rank);
        Of(ref at, depth + 1);
        return Unknown(size);
    }

    private static ElementType Another(ref Cursor at, int size, int kind, int bits)
    {
        at.Skip(kind switch { 2 => 2, 4 => 4, 5 => bits & 0xff, 7 => 0, _ => at.Left });
        return Unknown(size);
    }

    private static ElementType Records(ref Cursor at, int size, int count, int version, int depth)
    {
        if (count is < 1 or > MostFields) throw at.Damaged($"records of {count} fields are not read");
        var fields = new List<(string, int, ElementType)>();
        var dimensions = false;
        for (var i = 0; i < count; i++)
        {
            var name = Named(ref at, version);
            var offset = at.Number(version < 3 ? 4 : size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : 3);
            if (version == 1)
            {
                dimensions |= at.Byte() > 0;
                at.Skip(27);
            }

            var own = Of(ref at, depth + 1);
            if (offset > size - own.Size) throw at.Damaged($"field '{DataFileException.Shown(name)}' of {own.Size} bytes begins at byte {offset} of {size}");
            fields.Add((name, (int)offset, own));
        }

        return depth == 0 && !dimensions ? new(ElementKind.Records, size, false, "records") { Fields = fields } : Unknown(size);
    }

    private static string Named(ref Cursor at, int version)
    {
        var from = at.At;
        var name = at.Text();
        if (version < 3) at.Align(from);
        return name;
    }
}
