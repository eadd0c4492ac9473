using System.Text.Json;
using Sintropia.Data.Annotated;
using Sintropia.Data.Tables;

namespace Sintropia.Validation.Fixtures.H5ad;

/// <summary>Compares free annotations with what JSON says of them.</summary>
internal static class AnnotationComparison
{
    public static void Compare(string what, AnnotationTree got, JsonElement wanted, List<string> differences)
    {
        var names = wanted.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
        if (!names.SequenceEqual(got.Names.Order(StringComparer.Ordinal))) differences.Add($"{what} holds {string.Join(", ", got.Names)}, expected {string.Join(", ", names)}");
        foreach (var entry in wanted.EnumerateObject())
            if (got.Find(entry.Name) is { } own)
                Compare($"{what}/{entry.Name}", own, entry.Value, differences);
    }

    /// <summary>A matrix, array or table that says no kind.</summary>
    public static void Matrix(string what, Annotation got, JsonElement wanted, List<string> differences)
    {
        switch (got)
        {
            case TableAnnotation { IsRecords: true } records: Records(what, records.Table, wanted, differences); break;
            case TableAnnotation table: TableComparison.Compare(what, table.Table, wanted, differences); break;
            case MatrixAnnotation matrix: Values.Compare(what, Array.ConvertAll(matrix.Matrix.ToDense(), static value => (double)value), Flat(wanted.GetProperty("dense")), differences); break;
            case ArrayAnnotation array: Elements(what, array, wanted, differences); break;
            default: differences.Add($"{what} was not read"); break;
        }
    }

    private static void Compare(string what, Annotation got, JsonElement wanted, List<string> differences)
    {
        switch (wanted.GetProperty("kind").GetString(), got)
        {
            case ("mapping", AnnotationTree tree): Compare(what, tree, wanted.GetProperty("items"), differences); break;
            case ("scalar", ScalarAnnotation scalar): Scalar(what, scalar.Value, wanted.GetProperty("value"), differences); break;
            case ("string_array", ArrayAnnotation texts): Values.Compare(what, texts.Values, wanted.GetProperty("values"), differences); break;
            case ("categorical", ArrayAnnotation { Values: CategoryColumn categories }): TableComparison.Categories(what, categories, wanted, differences); break;
            case ("array" or "matrix", _): Matrix(what, got, wanted, differences); break;
            case var (kind, _): differences.Add($"{what} is a {got.GetType().Name}, expected {kind}"); break;
        }
    }

    private static void Scalar(string what, object got, JsonElement wanted, List<string> differences)
    {
        Column one = got switch
        {
            string text => new TextColumn("", [text]),
            bool boolean => new BooleanColumn("", [boolean]),
            long integer => new IntegerColumn("", [integer]),
            _ => new NumberColumn("", [(double)got]),
        };
        if (!Values.Same(one, 0, wanted)) differences.Add($"{what} is {got}, expected {wanted}");
    }

    private static void Elements(string what, ArrayAnnotation got, JsonElement wanted, List<string> differences)
    {
        if (!wanted.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()).SequenceEqual(got.Shape)) differences.Add($"{what} has the shape [{string.Join(", ", got.Shape)}], expected {wanted.GetProperty("shape")}");
        var flat = Flat(wanted.GetProperty("dense"));
        if (flat.Length != got.Values.Length) differences.Add($"{what} has {got.Values.Length} values, expected {flat.Length}");
        else if (Enumerable.Range(0, flat.Length).Any(i => !Values.Same(got.Values, i, flat[i]))) differences.Add($"{what}: values differ");
    }

    private static void Records(string what, Table got, JsonElement wanted, List<string> differences)
    {
        foreach (var (row, record) in wanted.GetProperty("rows").EnumerateArray().Index())
            foreach (var field in record.EnumerateObject())
                if (got.Find(field.Name) is not { } column || !Values.Same(column, row, field.Value))
                    differences.Add($"{what}[{row}].{field.Name}: expected {field.Value}");
    }

    private static JsonElement[] Flat(JsonElement values) => values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().SelectMany(Flat)] : [values];
}
