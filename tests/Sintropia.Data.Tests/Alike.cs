using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests;

/// <summary>That two data sets hold the same.</summary>
internal static class Alike
{
    public static void Check(AnnotatedMatrix wanted, AnnotatedMatrix got)
    {
        Check("X", wanted.X, got.X);
        Check("obs", wanted.Obs, got.Obs);
        Check("var", wanted.Var, got.Var);
        Check(wanted.Layers, got.Layers, Check);
        Check(wanted.Obsp, got.Obsp, Check);
        Check(wanted.Varp, got.Varp, Check);
        Check(wanted.Obsm, got.Obsm, Check);
        Check(wanted.Varm, got.Varm, Check);
        Check("uns", wanted.Uns, got.Uns);
        Assert.Equal(wanted.Raw is null, got.Raw is null);
        if (wanted.Raw is null) return;
        Check("raw", wanted.Raw.X, got.Raw!.X);
        Check("raw", wanted.Raw.Var, got.Raw.Var);
    }

    public static void Check(string what, CellMatrix? wanted, CellMatrix? got)
    {
        Assert.True(wanted?.GetType() == got?.GetType(), $"{what}: {got?.GetType().Name ?? "nothing"} in place of {wanted?.GetType().Name ?? "nothing"}");
        if (wanted is null) return;
        Assert.Equal((wanted.Rows, wanted.Columns), (got!.Rows, got.Columns));
        Assert.Equal(wanted.ToDense(), got.ToDense());
    }

    public static void Check(string what, Table wanted, Table got)
    {
        Assert.Equal(wanted.Names, got.Names);
        Assert.Equal(wanted.IndexName, got.IndexName);
        Assert.Equal(wanted.Columns.Select(c => c.Name), got.Columns.Select(c => c.Name));
        foreach (var (a, b) in wanted.Columns.Zip(got.Columns)) Check($"{what}/{a.Name}", a, b);
    }

    public static void Check(string what, Column wanted, Column got)
    {
        Assert.True(wanted.GetType() == got.GetType(), $"{what}: {got.Kind} in place of {wanted.Kind}");
        Assert.True(Texts(wanted).SequenceEqual(Texts(got)), $"{what}: values differ");
        if (wanted is not CategoryColumn category) return;
        Assert.Equal(category.Codes, ((CategoryColumn)got).Codes);
        Assert.Equal(category.Ordered, ((CategoryColumn)got).Ordered);
        Check(what, category.Categories, ((CategoryColumn)got).Categories);
    }

    public static void Check(string what, Annotation wanted, Annotation got)
    {
        Assert.True(wanted.GetType() == got.GetType(), $"{what}: {got.GetType().Name} in place of {wanted.GetType().Name}");
        switch (wanted)
        {
            case AnnotationTree tree:
                Assert.Equal(tree.Names.Order(StringComparer.Ordinal), ((AnnotationTree)got).Names.Order(StringComparer.Ordinal));
                foreach (var (name, value) in tree) Check($"{what}/{name}", value, ((AnnotationTree)got)[name]);
                break;
            case ScalarAnnotation scalar: Assert.Equal(scalar.Value, ((ScalarAnnotation)got).Value); break;
            case MatrixAnnotation matrix: Check(what, matrix.Matrix, ((MatrixAnnotation)got).Matrix); break;
            case TableAnnotation table: Check(what, table.Table, ((TableAnnotation)got).Table); break;
            case ArrayAnnotation array:
                Assert.Equal(array.Shape, ((ArrayAnnotation)got).Shape);
                Check(what, array.Values, ((ArrayAnnotation)got).Values);
                break;
        }
    }

    private static void Check<T>(Dictionary<string, T> wanted, Dictionary<string, T> got, Action<string, T, T> check)
    {
        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), got.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, value) in wanted) check(name, value, got[name]);
    }

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Length).Select(column.Text);
}
