using Sintropia.Data.Stored.Values;

namespace Sintropia.Data.Stored;

/// <summary>A group or dataset of a file.</summary>
internal abstract class StoredNode
{
    private readonly Lazy<Dictionary<string, StoredAttribute>> _attributes;

    private protected StoredNode(StoredFile file, string path, ObjectHeader header)
    {
        (File, Path, Header) = (file, path, header);
        _attributes = new(Attributes);
    }

    /// <summary>The file that it is of.</summary>
    public StoredFile File { get; }

    /// <summary>Where it is in the file: /obs/cell_type.</summary>
    public string Path { get; }

    private protected ObjectHeader Header { get; }

    /// <summary>What is at an address.</summary>
    public static StoredNode Open(StoredFile file, long address, string path)
    {
        var header = ObjectHeader.Read(file, address);
        if (header.Find(ObjectHeader.Layout) is not null) return new StoredDataset(file, path, header);
        if (header.Find(ObjectHeader.SymbolTable) is not null || header.Find(ObjectHeader.LinkTable) is not null) return new StoredGroup(file, path, header);
        throw new DataFileException(file.Name, path, "It is neither a group nor a dataset.", "Write the file again with AnnData.");
    }

    /// <summary>What is wrong with it.</summary>
    public DataFileException Wrong(string problem, string remedy, Exception? inner = null) => new(File.Name, Path, problem, remedy, inner);

    /// <summary>A text that it says of itself, or null.</summary>
    public string? Text(string attribute) => Find(attribute) is { Elements.Kind: ElementKind.Text } read && read.Texts() is [var text, ..] ? text : null;

    /// <summary>Texts that it says of itself, or null.</summary>
    public string[]? Texts(string attribute) => Find(attribute) switch
    {
        null => null,
        { Elements.Kind: ElementKind.Text } read => read.Texts(),
        var read => read.Count == 0 ? [] : null, // h5py writes an empty list as floats
    };

    /// <summary>Whole numbers or booleans that it says of itself, or null.</summary>
    public long[]? Integers(string attribute) => Find(attribute) is { Elements.Kind: ElementKind.Integer or ElementKind.Boolean } read ? read.Integers() : null;

    /// <summary>Whether it says something of that name.</summary>
    public bool Says(string attribute) => Find(attribute) is not null;

    private StoredAttribute? Find(string name) => _attributes.Value.GetValueOrDefault(name);

    private Dictionary<string, StoredAttribute> Attributes()
    {
        var said = new Dictionary<string, StoredAttribute>(StringComparer.Ordinal);
        foreach (var message in Header.All(ObjectHeader.Attribute).Concat(Dense()))
        {
            var one = StoredAttribute.Understood(this, message);
            if (!said.TryAdd(one.Name, one)) throw Wrong($"Attribute '{DataFileException.Shown(one.Name)}' comes twice.", "The file is damaged; get it again.");
        }

        return said;
    }

    // What an object says of itself lies in a heap of its own where it is much.
    private IEnumerable<byte[]> Dense()
    {
        if (Header.Find(ObjectHeader.AttributeTable) is not { } table) return [];
        var at = new Cursor(table, File, "the table of what an object says of itself");
        at.Skip(1);
        if ((at.Byte() & 1) != 0) at.Skip(2);
        var (heap, names) = (at.Address(), at.Address());
        if (heap < 0 || names < 0) return [];
        var objects = new FractalHeap(File, heap);
        return RecordTree.Records(File, names, kind: 8).Select(record =>
        {
            if ((record[8] & 2) != 0) throw File.Unread("attributes that several objects share");
            return objects.Object(record.AsSpan(0, 8));
        });
    }
}
