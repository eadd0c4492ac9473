using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.AnnData;

/// <summary>The real AnnData, where Debian's python3-anndata is installed, and our data sets in the words in which it says what it read.</summary>
internal static class Oracle
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<string?> Lacking = new(static () =>
    {
        try
        {
            return Run("-c", "import anndata").Code == 0 ? null : "no anndata";
        }
        catch (Win32Exception)
        {
            return "no Python";
        }
    });

    /// <summary>What AnnData reads from a file; it can be told to write it again elsewhere. The test is skipped, and says so, where AnnData is not installed.</summary>
    public static JsonNode Read(params string[] paths) => JsonNode.Parse(Printed(["AnnData", "Oracle.py"], paths))!;

    /// <summary>What a script beside the tests prints. The test is skipped, and says so, where AnnData is not installed.</summary>
    public static string Printed(string[] script, params string[] words)
    {
        if (Lacking.Value is { } lacking) Assert.Skip($"There is {lacking} for {Python}, so nobody but us has opened what we write. To have it: apt-get install python3-anndata");
        var (code, output, error) = Run([Path.Combine([AppContext.BaseDirectory, .. script]), .. words]);
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>The same of a data set in memory.</summary>
    public static JsonNode Of(AnnotatedMatrix data) => new JsonObject
    {
        ["X"] = data.X is null ? null : Of(data.X),
        ["obs"] = Of(data.Obs),
        ["var"] = Of(data.Var),
        ["layers"] = Each(data.Layers, Of),
        ["obsm"] = Each(data.Obsm, Of),
        ["varm"] = Each(data.Varm, Of),
        ["obsp"] = Each(data.Obsp, Of),
        ["varp"] = Each(data.Varp, Of),
        ["uns"] = Of(data.Uns),
        ["raw"] = data.Raw is null ? null : new JsonObject { ["X"] = Of(data.Raw.X), ["var"] = Of(data.Raw.Var) },
    };

    /// <summary>Fails with the first place in which two differ.</summary>
    public static void Same(JsonNode? wanted, JsonNode? got, string at = "")
    {
        if (JsonNode.DeepEquals(wanted, got)) return;
        if (wanted is JsonObject a && got is JsonObject b && a.Select(e => e.Key).Order(StringComparer.Ordinal).SequenceEqual(b.Select(e => e.Key).Order(StringComparer.Ordinal)))
            foreach (var (key, value) in a)
                Same(value, b[key], $"{at}/{key}");
        else Assert.Fail($"{at}: {got?.ToJsonString() ?? "null"} in place of {wanted?.ToJsonString() ?? "null"}");
    }

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        var start = new ProcessStartInfo(Python, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONWARNINGS"] = "ignore";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static JsonObject Each<T>(IEnumerable<KeyValuePair<string, T>> all, Func<T, JsonNode?> of) => new(all.Select(e => KeyValuePair.Create(e.Key, of(e.Value))));

    private static JsonObject Of(CellMatrix matrix)
    {
        var all = new JsonObject { ["shape"] = new JsonArray(matrix.Rows, matrix.Columns), ["numbers"] = new JsonArray([.. matrix.ToDense().Select(v => (JsonNode)Bits(v))]) };
        return matrix is SparseMatrix ? new JsonObject([KeyValuePair.Create("format", (JsonNode?)"csr"), .. all.ToList().Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone()))]) : all;
    }

    private static JsonNode? Of(Annotation value) => value switch
    {
        AnnotationTree tree => Each(tree, Of),
        MatrixAnnotation matrix => Of(matrix.Matrix),
        TableAnnotation { IsRecords: true } records => new JsonObject(records.Table.Columns.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)Elements(c, [c.Length])))),
        TableAnnotation table => Of(table.Table),
        ArrayAnnotation { Values: CategoryColumn category } => Of(category),
        ArrayAnnotation array => Elements(array.Values, array.Shape),
        ScalarAnnotation { Value: string text } => text,
        ScalarAnnotation { Value: bool boolean } => boolean,
        ScalarAnnotation { Value: long integer } => integer.ToString(CultureInfo.InvariantCulture),
        ScalarAnnotation { Value: double number } => Bits(number),
        _ => null,
    };

    private static JsonObject Elements(Column column, IReadOnlyList<int> shape) => new()
    {
        ["shape"] = new JsonArray([.. shape.Select(e => (JsonNode)e)]),
        [column is TextColumn ? "texts" : "numbers"] = new JsonArray([.. Enumerable.Range(0, column.Length).Select(row => Value(column, row))]),
    };

    private static JsonObject Of(Table table) => new() { ["index"] = new JsonArray([.. table.Names.Select(n => (JsonNode)n)]), ["index_name"] = table.IndexName, ["columns"] = new JsonObject(table.Columns.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)Of(c)))) };

    private static JsonObject Of(Column column) => column is CategoryColumn category
        ? new() { ["kind"] = "category", ["codes"] = new JsonArray([.. category.Codes.Select(c => (JsonNode)c)]), ["categories"] = new JsonArray([.. Enumerable.Range(0, category.Categories.Length).Select(i => (JsonNode)category.Categories.Text(i)!)]), ["ordered"] = category.Ordered }
        : new() { ["kind"] = Kind(column), ["values"] = new JsonArray([.. Enumerable.Range(0, column.Length).Select(row => column.IsMissing(row) ? null : Value(column, row))]) };

    private static string Kind(Column column) => (column, column.Missing) switch { (NumberColumn, _) => "float64", (IntegerColumn, null) => "int64", (IntegerColumn, _) => "Int64", (BooleanColumn, null) => "bool", (BooleanColumn, _) => "boolean", _ => "object" };

    private static JsonNode? Value(Column column, int row) => column switch
    {
        NumberColumn numbers => Bits(numbers.Values[row]),
        IntegerColumn integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        BooleanColumn booleans => booleans.Values[row],
        _ => column.Text(row),
    };

    private static string Bits(double value) => double.IsNaN(value) ? "nan" : BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
