using System.Collections;

namespace Sintropia.Data.Annotated;

/// <summary>Annotations by name, in the order in which they came: what <c>uns</c> is.</summary>
public sealed class AnnotationTree : Annotation, IEnumerable<KeyValuePair<string, Annotation>>
{
    private readonly OrderedDictionary<string, Annotation> _items = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _items.Keys;

    /// <summary>The annotation of a name; one that is set takes the place of the former.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Annotation this[string name]
    {
        get => Find(name) ?? throw new KeyNotFoundException($"There is no annotation '{name}'. There are: {string.Join(", ", _items.Keys.Take(40))}.");
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(value);
            _items[name] = value;
        }
    }

    /// <summary>Adds one, so that a tree can be written as a list.</summary>
    public void Add(string name, Annotation value) => this[name] = value;

    /// <summary>The annotation of a name, or null. A path like <c>neighbors/params</c> goes down trees.</summary>
    public Annotation? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_items.TryGetValue(path, out var found)) return found;
        var slash = path.IndexOf('/');
        return slash > 0 && _items.TryGetValue(path[..slash], out var below) && below is AnnotationTree tree ? tree.Find(path[(slash + 1)..]) : null;
    }

    /// <summary>Takes one away.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name) => _items.Remove(name);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Annotation>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
