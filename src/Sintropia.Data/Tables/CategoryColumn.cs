namespace Sintropia.Data.Tables;

/// <summary>One of few values a row: the place of each row's value in a list of categories. A category may be used by no row.</summary>
public sealed class CategoryColumn : Column
{
    /// <param name="name">What it is called.</param>
    /// <param name="codes">Each row's place in the categories; -1 where it has none. Not copied.</param>
    /// <param name="categories">The values that there are, which differ: texts, as a rule, or numbers or booleans. Their name does not matter.</param>
    /// <param name="ordered">Whether their order means something.</param>
    /// <exception cref="ArgumentException">A code is out of range.</exception>
    public CategoryColumn(string name, int[] codes, Column categories, bool ordered = false)
        : base(name, codes.Length, null)
    {
        ArgumentNullException.ThrowIfNull(categories);
        var outside = codes.AsSpan().IndexOfAnyExceptInRange(-1, categories.Length - 1);
        if (outside >= 0) throw new ArgumentException($"Row {outside} of column '{name}' has the code {codes[outside]}; its {categories.Length} categories are counted from 0, and -1 is none.", nameof(codes));
        (Codes, Categories, Ordered) = (codes, categories, ordered);
    }

    /// <param name="name">What it is called.</param>
    /// <param name="codes">Each row's place in the categories; -1 where it has none. Not copied.</param>
    /// <param name="categories">The values that there are, which differ.</param>
    /// <param name="ordered">Whether their order means something.</param>
    /// <exception cref="ArgumentException">A code is out of range.</exception>
    public CategoryColumn(string name, int[] codes, string[] categories, bool ordered = false)
        : this(name, codes, new TextColumn("categories", categories), ordered)
    {
    }

    /// <summary>Each row's place in <see cref="Categories"/>; -1 where it has none.</summary>
    public int[] Codes { get; }

    /// <summary>The values that there are.</summary>
    public Column Categories { get; }

    /// <summary>Whether the order of the categories means something.</summary>
    public bool Ordered { get; }

    /// <inheritdoc/>
    public override string Kind => "categories";

    /// <summary>Whether no other categories will follow, so that a writer may choose the smallest codes.</summary>
    internal bool Fixed { get; init; }

    /// <summary>Makes categories of texts, sorted by their code points as pandas does; null is missing.</summary>
    public static CategoryColumn Of(string name, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] categories = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = new Dictionary<string, int>(categories.Length, StringComparer.Ordinal);
        for (var i = 0; i < categories.Length; i++) places[categories[i]] = i;
        var codes = new int[values.Count];
        for (var row = 0; row < codes.Length; row++) codes[row] = values[row] is { } value ? places[value] : -1;
        return new(name, codes, categories);
    }

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Codes[row] < 0;

    /// <summary>The rows of each category, [categories].</summary>
    public int[] Counts()
    {
        var counts = new int[Categories.Length];
        foreach (var code in Codes)
            if (code >= 0)
                counts[code]++;
        return counts;
    }

    /// <inheritdoc/>
    public override CategoryColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Chosen(Codes, rows), Categories, Ordered) { Fixed = Fixed };

    /// <inheritdoc/>
    public override CategoryColumn Named(string name) => new(name, Codes, Categories, Ordered) { Fixed = Fixed };

    private protected override string Spelled(int row) => Categories.Text(Codes[row]) ?? "";
}
