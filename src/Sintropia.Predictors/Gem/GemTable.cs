namespace Sintropia.Predictors.Gem;

/// <summary>What is known of samples: a text for each in every field, empty where nothing is known.</summary>
public sealed class GemTable
{
    private readonly Dictionary<string, string[]> _fields;

    /// <param name="count">Number of samples.</param>
    /// <param name="fields">Texts by field; fields that are left out are empty.</param>
    /// <exception cref="ArgumentException">A field has more or fewer texts than there are samples.</exception>
    public GemTable(int count, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        (Count, _fields) = (count, new(StringComparer.Ordinal));
        foreach (var (name, texts) in fields) _fields[name] = texts.Count == count ? [.. texts] : throw new ArgumentException($"The field '{name}' has {texts.Count} texts for {count} samples. Give one each.", nameof(fields));
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Fields that are there.</summary>
    public IEnumerable<string> Fields => _fields.Keys;

    /// <summary>The texts of a field; empty ones where it is not there.</summary>
    public IReadOnlyList<string> this[string field] => _fields.TryGetValue(field, out var texts) ? texts : [.. Enumerable.Repeat("", Count)];

    /// <summary>Some samples, in the order given.</summary>
    public GemTable Select(IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new(samples.Count, _fields.Select(f => KeyValuePair.Create(f.Key, (IReadOnlyList<string>)[.. samples.Select(i => f.Value[i])])));
    }

    /// <summary>The same samples with a field replaced.</summary>
    public GemTable With(string field, IReadOnlyList<string> texts) => new(Count, _fields.Where(f => f.Key != field).Select(f => KeyValuePair.Create(f.Key, (IReadOnlyList<string>)f.Value)).Append(KeyValuePair.Create(field, texts)));
}
