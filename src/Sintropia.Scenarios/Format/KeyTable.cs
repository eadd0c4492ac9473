namespace Sintropia.Scenarios.Format;

/// <summary>The keys that a kind of section may have.</summary>
/// <param name="Name">The kind: <c>cell_type</c>.</param>
/// <param name="Noun">The kind in a sentence: <c>a cell type</c>.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record KeyTable(string Name, string Noun, string Description, IReadOnlyList<Key> Keys)
{
    /// <summary>Whether numbers here are biology, which can carry a source and belongs in the list of assumptions.</summary>
    public bool Citable { get; init; }

    /// <summary>Keys of which a section has exactly one; empty if there is no such choice.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>The key of that name, or null.</summary>
    public Key? Find(string name)
    {
        foreach (var key in Keys)
            if (key.Name == name) return key;
        return null;
    }
}
