namespace Sintropia.Data.Stored;

/// <summary>A group of a file. Whatever is reached from it lies in this file: links out of it are refused, and links within it are followed a few steps only.</summary>
internal sealed class StoredGroup : StoredNode
{
    private const int MostNames = 1_000_000, MostFollowed = 32;

    private readonly Lazy<Dictionary<string, StoredLink>> _links;

    public StoredGroup(StoredFile file, string path, ObjectHeader header)
        : base(file, path, header) => _links = new(Links);

    /// <summary>The names in it, in order of their characters.</summary>
    public IReadOnlyList<string> Names() => [.. _links.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether something has a name in it.</summary>
    public bool Has(string name) => _links.Value.ContainsKey(name);

    /// <summary>The group of a name, or null where there is none.</summary>
    public StoredGroup? FindGroup(string name) => Find(name) switch
    {
        null => null,
        StoredGroup group => group,
        var other => throw Another(other, "group"),
    };

    /// <summary>The dataset of a name, or null where there is none.</summary>
    public StoredDataset? FindDataset(string name) => Find(name) switch
    {
        null => null,
        StoredDataset dataset => dataset,
        var other => throw Another(other, "dataset"),
    };

    /// <summary>The dataset of a name.</summary>
    public StoredDataset Dataset(string name) => FindDataset(name) ?? throw Wrong($"'{DataFileException.Shown(name)}' is missing.", "The file is not whole, or not of this layout; write it again with AnnData.");

    /// <summary>The group or dataset of a name, or null where there is none.</summary>
    public StoredNode? Find(string name)
    {
        var left = MostFollowed;
        return Find(name, ref left);
    }

    private StoredNode? Find(string name, ref int left)
    {
        if (!_links.Value.TryGetValue(name, out var link)) return null;
        var shown = DataFileException.Shown(name);
        switch (link.Kind)
        {
            case 0: return Open(File, link.Address, Path == "/" ? "/" + name : $"{Path}/{name}");
            case 1: return Followed(shown, link.Target!, ref left);
            case 64: throw Wrong($"'{shown}' is a link to another file, which is not followed: files that others made must not choose what is read.", "Copy what it names into this file (h5py: del f[name]; f.copy(other[path], name)).");
            case var kind: throw Wrong($"'{shown}' is a link of kind {kind}, which is not read.", "Copy what it names into this file.");
        }
    }

    private StoredNode? Followed(string name, string target, ref int left)
    {
        if (left-- == 0) throw Wrong($"'{name}' is a link to a link to a link, and so on.", "The links of the file go round in circles; write it again with AnnData.");
        StoredNode at = target.StartsWith('/') ? File.Root : this;
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "."))
        {
            if ((at as StoredGroup)?.Find(step, ref left) is not { } next) return null;
            at = next;
        }

        return at == File.Root || at == this ? throw Wrong($"'{name}' is a link to a group that holds it.", "The links of the file go round in circles; write it again with AnnData.") : at;
    }

    private Dictionary<string, StoredLink> Links()
    {
        var links = new Dictionary<string, StoredLink>(StringComparer.Ordinal);
        var old = Header.Find(ObjectHeader.SymbolTable);
        foreach (var link in old is not null ? SymbolTable.Links(File, old) : Header.All(ObjectHeader.Link).Concat(Dense()).Select(message => StoredLink.Of(message, File)))
        {
            if (link.Name.Length == 0 || link.Name.Contains('/') || link.Name is ".") throw Wrong($"It has the name '{DataFileException.Shown(link.Name)}', which cannot be one.", "The file is damaged; get it again.");
            if (!links.TryAdd(link.Name, link)) throw Wrong($"It has the name '{DataFileException.Shown(link.Name)}' twice.", "The file is damaged; get it again.");
            if (links.Count > MostNames) throw Wrong($"It has more than {MostNames} names.", "The file is damaged, or was made to mislead; get it again.");
        }

        return links;
    }

    // Newer files keep many links in a heap, and find them by their hash.
    private IEnumerable<byte[]> Dense()
    {
        if (Header.Find(ObjectHeader.LinkTable) is not { } table) return [];
        var at = new Cursor(table, File, "the links of a group");
        at.Skip(1);
        if ((at.Byte() & 1) != 0) at.Skip(8);
        var (heap, names) = (at.Address(), at.Address());
        if (heap < 0 || names < 0) return [];
        var objects = new FractalHeap(File, heap);
        return RecordTree.Records(File, names, kind: 5).Select(record => record.Length > 4 ? objects.Object(record.AsSpan(4)) : throw File.Damaged("a link is of no length"));
    }

    private DataFileException Another(StoredNode other, string wanted) => other.Wrong($"It is a {(other is StoredGroup ? "group" : "dataset")}, and AnnData keeps a {wanted} here.", "The file is not of a layout that is known; write it again with AnnData.");
}
