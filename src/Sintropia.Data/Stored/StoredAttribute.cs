using Sintropia.Data.Stored.Values;

namespace Sintropia.Data.Stored;

/// <summary>What a group or dataset says of itself.</summary>
/// <param name="Of">What says it.</param>
/// <param name="Name">Under which name.</param>
/// <param name="Elements">The type of its elements.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Values">Their bytes.</param>
internal sealed record StoredAttribute(StoredNode Of, string Name, ElementType Elements, int Count, ReadOnlyMemory<byte> Values)
{
    private const long Most = 1 << 20;
    private const string What = "what an object says of itself";

    /// <summary>Understands a message of type "attribute", versions 1 to 3.</summary>
    public static StoredAttribute Understood(StoredNode node, byte[] message)
    {
        var at = new Cursor(message, node.File, What);
        int version = at.Byte(), flags = at.Byte();
        if (version is < 1 or > 3) throw at.Damaged($"its version is {version}");
        int nameSize = at.UInt16(), typeSize = at.UInt16(), spaceSize = at.UInt16();
        if (version == 3) at.Skip(1);
        var name = Part(ref at, nameSize, version);
        var type = Part(ref at, typeSize, version).ToArray();
        var space = Part(ref at, spaceSize, version).ToArray();
        if (version > 1 && (flags & 1) != 0) type = ObjectHeader.Elsewhere(node.File, ObjectHeader.Datatype, new(type, node.File, What));
        if (version > 1 && (flags & 2) != 0) space = ObjectHeader.Elsewhere(node.File, ObjectHeader.Dataspace, new(space, node.File, What));
        var elements = ElementType.Of(type, node.File);
        var called = new Cursor([.. name, 0], node.File, What).Text();
        var count = Extents.Count(Extents.Of(space, node.File).Extents) ?? -1;
        if (count is < 0 or > Most || count * elements.Size > at.Left) throw node.Wrong($"Attribute '{DataFileException.Shown(called)}' claims {count} elements.", "The file is damaged, or was made to mislead; get it again.");
        return new(node, called, elements, (int)count, at.Take(count * elements.Size).ToArray());
    }

    /// <summary>Its texts.</summary>
    public string[] Texts()
    {
        var texts = new string[Count];
        new Elements(Of, Elements, Elements.Size, 0).Texts(Values.Span, texts);
        return texts;
    }

    /// <summary>Its whole numbers.</summary>
    public long[] Integers()
    {
        var numbers = new long[Count];
        new Elements(Of, Elements, Elements.Size, 0).Numbers<long>(Values.Span, numbers);
        return numbers;
    }

    private static ReadOnlySpan<byte> Part(ref Cursor at, int size, int version)
    {
        var from = at.At;
        var part = at.Take(size);
        if (version == 1) at.Align(from);
        return part;
    }
}
