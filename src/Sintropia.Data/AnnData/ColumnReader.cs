using Sintropia.Data.Stored;
using Sintropia.Data.Stored.Values;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Reads a column in whatever encoding it is.</summary>
internal static class ColumnReader
{
    /// <summary>Where AnnData 0.7 keeps the categories of the columns beside it.</summary>
    public const string LegacyCategories = "__categories";

    private const string Again = "Write the file again with AnnData.";

    /// <summary>Whether a group is a column: what it says it is.</summary>
    public static bool IsColumn(string? encoding) => encoding is "categorical" || encoding?.StartsWith("nullable-", StringComparison.Ordinal) == true;

    /// <summary>How many rows a column has.</summary>
    public static int Rows(StoredNode node)
    {
        var inner = node is StoredGroup group ? group.FindDataset("codes") ?? group.FindDataset("values") ?? throw group.Wrong("It is a group that holds neither codes nor values.", Again) : null;
        var values = inner ?? (StoredDataset)node;
        if (values.Extents is not [var rows]) throw values.Wrong($"It has {values.Extents.Length} dimensions, and a column has one.", Again);
        return values.Length() is var length && rows == length ? length : 0;
    }

    /// <summary>Reads a column.</summary>
    /// <param name="node">The column.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="rows">How many rows it has to have; -1 for whatever it has.</param>
    /// <param name="table">The table around it, which may keep categories; null where none is.</param>
    public static Column Read(StoredNode node, string name, int rows, StoredGroup? table)
    {
        var own = Rows(node);
        if (rows >= 0 && own != rows) throw node.Wrong($"It has {own} values for {rows} rows.", "The file is damaged; get it again.");
        if (node is StoredGroup group) return OfGroup(group, name, own);
        var dataset = (StoredDataset)node;
        var legacy = table is not null && dataset.Elements.Kind == ElementKind.Integer && table.Has(LegacyCategories) ? table.FindGroup(LegacyCategories) : null;
        var categories = legacy?.FindDataset(name);
        if (categories is not null) return Category(dataset, categories, name, categories.Integers("ordered") is [not 0, ..]);
        return dataset.Says("categories") ? throw dataset.Wrong($"It refers to categories that are not in {LegacyCategories}.", Again) : Plain(dataset, name, own);
    }

    /// <summary>Numbers, booleans or texts of a dataset of any shape, the last dimension fastest.</summary>
    public static Column Plain(StoredDataset values, string name, int count, bool[]? missing = null)
    {
        switch (values.Elements.Kind)
        {
            case ElementKind.Text: return new TextColumn(name, values.ReadAllTexts(), missing);
            case ElementKind.Boolean: return new BooleanColumn(name, Booleans(values, count), missing);
            case ElementKind.Integer: return new IntegerColumn(name, All<long>(values, count), missing);
            case ElementKind.Float: return new NumberColumn(name, All<double>(values, count), missing);
            default: throw values.Wrong($"Its elements are {values.Elements.Name}.", "Numbers, booleans and texts are read; write it as one of them.");
        }
    }

    private static Column OfGroup(StoredGroup group, string name, int rows)
    {
        var encoding = group.Text("encoding-type");
        if (encoding == "categorical")
        {
            var codes = group.Dataset("codes");
            var categories = group.Find("categories") ?? throw group.Wrong("Its categories are missing.", "The file is not whole; get it again.");
            return Category(codes, categories, name, group.Integers("ordered") is [not 0, ..]);
        }

        if (!IsColumn(encoding)) throw group.Wrong($"It is a column of the kind '{encoding}', which is not read.", "Numbers, texts, booleans, categories and nullable ones are; write it as one of them.");
        var values = group.Dataset("values");
        var mask = group.FindDataset("mask");
        if (mask is not null && mask.Extents is not [var length] || mask is not null && mask.Count != rows) throw group.Wrong($"Its mask has {mask!.Count} values for {rows} rows.", "The file is damaged; get it again.");
        return Plain(values, name, rows, mask is null ? null : Booleans(mask, rows));
    }

    private static CategoryColumn Category(StoredDataset codes, StoredNode categories, string name, bool ordered)
    {
        if (codes.Elements.Kind != ElementKind.Integer) throw codes.Wrong($"Codes of categories are whole numbers, and these are {codes.Elements.Name}.", Again);
        var values = Read(categories, "categories", -1, null);
        var numbers = All<int>(codes, codes.Length());
        var outside = numbers.AsSpan().IndexOfAnyExceptInRange(-1, values.Length - 1);
        if (outside >= 0) throw codes.Wrong($"The code of row {outside} is {numbers[outside]}, and there are {values.Length} categories.", "The file is damaged; get it again.");
        return new(name, numbers, values, ordered);
    }

    private static bool[] Booleans(StoredDataset values, int count)
    {
        var numbers = All<sbyte>(values, count);
        var outside = numbers.AsSpan().IndexOfAnyExceptInRange((sbyte)0, (sbyte)1);
        if (outside >= 0) throw values.Wrong($"Element {outside} is {numbers[outside]}, neither true nor false.", "The file is damaged; get it again.");
        return Array.ConvertAll(numbers, static number => number != 0);
    }

    private static T[] All<T>(StoredDataset values, int count) where T : unmanaged, System.Numerics.INumber<T>
    {
        var all = new T[count];
        values.Read(new long[values.Extents.Length], values.Extents, all.AsSpan());
        return all;
    }
}
