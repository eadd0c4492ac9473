using System.Text.Json;
using Sintropia.Data.Tables;

namespace Sintropia.Validation.Fixtures.H5ad;

/// <summary>Compares a table: index, order, kinds and values of columns.</summary>
internal static class TableComparison
{
    public static void Compare(string what, Table got, JsonElement wanted, List<string> differences)
    {
        if (wanted.TryGetProperty("index_name", out var index) && index.GetString() != got.IndexName) differences.Add($"{what}: the index is called '{got.IndexName}', expected {index}");
        Values.Compare($"{what} index", new TextColumn("index", got.Names), wanted.GetProperty("index"), differences);
        string[] order = [.. wanted.GetProperty("column_order").EnumerateArray().Select(c => c.GetString()!)];
        if (!order.SequenceEqual(got.Columns.Select(c => c.Name))) differences.Add($"{what}: columns are {string.Join(", ", got.Columns.Select(c => c.Name))}, expected {string.Join(", ", order)}");
        foreach (var column in wanted.GetProperty("columns").EnumerateObject())
            if (got.Find(column.Name) is { } own)
                Compare($"{what}/{column.Name}", own, column.Value, differences);
    }

    private static void Compare(string what, Column got, JsonElement wanted, List<string> differences)
    {
        var kind = wanted.GetProperty("kind").GetString()!;
        if (!IsOf(kind, got)) differences.Add($"{what} has {got.Kind}, expected {kind}");
        Values.Compare(what, got, wanted.GetProperty("values"), differences);
        if (got is CategoryColumn category) Categories(what, category, wanted, differences);
    }

    public static void Categories(string what, CategoryColumn got, JsonElement wanted, List<string> differences)
    {
        Values.Compare($"{what} categories", got.Categories, wanted.GetProperty("categories"), differences);
        if (!wanted.GetProperty("codes").EnumerateArray().Select(c => c.GetInt32()).SequenceEqual(got.Codes)) differences.Add($"{what}: codes differ");
        if (wanted.TryGetProperty("ordered", out var ordered) && ordered.GetBoolean() != got.Ordered) differences.Add($"{what}: ordered is {got.Ordered}");
    }

    private static bool IsOf(string kind, Column got) => kind switch
    {
        "categorical" => got is CategoryColumn,
        "string" => got is TextColumn,
        "boolean" => got is BooleanColumn { Missing: null },
        "nullable_boolean" => got is BooleanColumn,
        "nullable_integer" => got is IntegerColumn,
        "number" => got is NumberColumn or IntegerColumn,
        _ => false,
    };
}
