using Sintropia.Data.Hdf5;
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
    public static int Rows(HdfNode node)
    {
        using var inner = node is HdfGroup group ? group.FindDataset("codes") ?? group.FindDataset("values") ?? throw group.Wrong("It is a group that holds neither codes nor values.", Again) : null;
        var values = inner ?? (HdfDataset)node;
        if (values.Extents is not [var rows]) throw values.Wrong($"It has {values.Extents.Length} dimensions, and a column has one.", Again);
        return values.Length() is var length && rows == length ? length : 0;
    }

    /// <summary>Reads a column.</summary>
    /// <param name="node">The column.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="rows">How many rows it has to have; -1 for whatever it has.</param>
    /// <param name="table">The table around it, which may keep categories; null where none is.</param>
    public static Column Read(HdfNode node, string name, int rows, HdfGroup? table)
    {
        var own = Rows(node);
        if (rows >= 0 && own != rows) throw node.Wrong($"It has {own} values for {rows} rows.", "The file is damaged; get it again.");
        if (node is HdfGroup group) return OfGroup(group, name, own);
        var dataset = (HdfDataset)node;
        using var legacy = table is not null && dataset.Elements.Kind == HdfKind.Integer && table.Has(LegacyCategories) ? table.FindGroup(LegacyCategories) : null;
        using var categories = legacy?.FindDataset(name);
        if (categories is not null) return Category(dataset, categories, name, categories.Integers("ordered") is [not 0, ..]);
        return dataset.Says("categories") ? throw dataset.Wrong($"It refers to categories that are not in {LegacyCategories}.", Again) : Plain(dataset, name, own);
    }

    /// <summary>Numbers, booleans or texts of a dataset of any shape, the last dimension fastest.</summary>
    public static Column Plain(HdfDataset values, string name, int count, bool[]? missing = null)
    {
        switch (values.Elements.Kind)
        {
            case HdfKind.Text: return new TextColumn(name, values.ReadAllTexts(), missing);
            case HdfKind.Boolean: return new BooleanColumn(name, Booleans(values, count), missing);
            case HdfKind.Integer: return new IntegerColumn(name, All<long>(values, count), missing);
            case HdfKind.Float: return new NumberColumn(name, All<double>(values, count), missing);
            default: throw values.Wrong($"Its elements are {values.Elements.Name}.", "Numbers, booleans and texts are read; write it as one of them.");
        }
    }

    private static Column OfGroup(HdfGroup group, string name, int rows)
    {
        var encoding = group.Text("encoding-type");
        if (encoding == "categorical")
        {
            using var codes = group.Dataset("codes");
            using var categories = group.Find("categories") ?? throw group.Wrong("Its categories are missing.", "The file is not whole; get it again.");
            return Category(codes, categories, name, group.Integers("ordered") is [not 0, ..]);
        }

        if (!IsColumn(encoding)) throw group.Wrong($"It is a column of the kind '{encoding}', which is not read.", "Numbers, texts, booleans, categories and nullable ones are; write it as one of them.");
        using var values = group.Dataset("values");
        using var mask = group.FindDataset("mask");
        if (mask is not null && mask.Extents is not [var length] || mask is not null && mask.Count != rows) throw group.Wrong($"Its mask has {mask!.Count} values for {rows} rows.", "The file is damaged; get it again.");
        return Plain(values, name, rows, mask is null ? null : Booleans(mask, rows));
    }

    private static CategoryColumn Category(HdfDataset codes, HdfNode categories, string name, bool ordered)
    {
        if (codes.Elements.Kind != HdfKind.Integer) throw codes.Wrong($"Codes of categories are whole numbers, and these are {codes.Elements.Name}.", Again);
        var values = Read(categories, "categories", -1, null);
        var numbers = All<int>(codes, codes.Length());
        var outside = numbers.AsSpan().IndexOfAnyExceptInRange(-1, values.Length - 1);
        if (outside >= 0) throw codes.Wrong($"The code of row {outside} is {numbers[outside]}, and there are {values.Length} categories.", "The file is damaged; get it again.");
        return new(name, numbers, values, ordered);
    }

    private static bool[] Booleans(HdfDataset values, int count)
    {
        var numbers = All<sbyte>(values, count);
        var outside = numbers.AsSpan().IndexOfAnyExceptInRange((sbyte)0, (sbyte)1);
        if (outside >= 0) throw values.Wrong($"Element {outside} is {numbers[outside]}, neither true nor false.", "The file is damaged; get it again.");
        return Array.ConvertAll(numbers, static number => number != 0);
    }

    private static T[] All<T>(HdfDataset values, int count) where T : unmanaged, System.Numerics.INumber<T>
    {
        var all = new T[count];
        values.Read(new long[values.Extents.Length], values.Extents, all.AsSpan());
        return all;
    }
}
