using System.Text;

namespace Sintropia.Data.Stored;

/// <summary>What a name in a group leads to.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">Where the object is; -1 for a link that is followed by name.</param>
/// <param name="Target">The name that it is followed to; null where it leads to an object itself.</param>
/// <param name="Kind">0 for an object, 1 for a name within the file; others are not followed.</param>
internal readonly record struct StoredLink(string Name, long Address, string? Target, int Kind)
{
    private const string What = "a link";

    /// <summary>Understands a link message.</summary>
    public static StoredLink Of(byte[] message, StoredFile file)
    {
        var at = new Cursor(message, file, What);
        int version = at.Byte(), flags = at.Byte();
        if (version != 1) throw at.Damaged($"its version is {version}");
        int kind = (flags & 8) != 0 ? at.Byte() : 0;
        if ((flags & 4) != 0) at.Skip(8);
        if ((flags & 16) != 0) at.Skip(1);
        var name = Encoding.UTF8.GetString(at.Take(at.Number(1 << (flags & 3))));
        return kind switch
        {
            0 => new(name, at.Address(), null, kind),
            1 => new(name, -1, Encoding.UTF8.GetString(at.Take(at.UInt16())), kind),
            _ => new(name, -1, null, kind),
        };
    }
}
