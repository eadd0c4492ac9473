using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Annotated;

/// <summary>One thing among the free annotations (<c>uns</c>) or beside the rows (<c>obsm</c>, <c>varm</c>) of a data set: a scalar, array, matrix, table or tree.</summary>
public abstract class Annotation
{
    private protected Annotation()
    {
    }

    /// <summary>A text.</summary>
    public static implicit operator Annotation(string value) => new ScalarAnnotation(value);

    /// <summary>A number.</summary>
    public static implicit operator Annotation(double value) => new ScalarAnnotation(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Annotation(long value) => new ScalarAnnotation(value);

    /// <summary>True or false.</summary>
    public static implicit operator Annotation(bool value) => new ScalarAnnotation(value);

    /// <summary>Numbers in a row.</summary>
    public static implicit operator Annotation(double[] values) => new ArrayAnnotation(new NumberColumn("values", values));

    /// <summary>Whole numbers in a row.</summary>
    public static implicit operator Annotation(long[] values) => new ArrayAnnotation(new IntegerColumn("values", values));

    /// <summary>Texts in a row.</summary>
    public static implicit operator Annotation(string[] values) => new ArrayAnnotation(new TextColumn("values", values));

    /// <summary>A column by itself.</summary>
    public static implicit operator Annotation(Column column) => new ArrayAnnotation(column);

    /// <summary>A matrix.</summary>
    public static implicit operator Annotation(CellMatrix matrix) => new MatrixAnnotation(matrix);

    /// <summary>A table.</summary>
    public static implicit operator Annotation(Table table) => new TableAnnotation(table);
}
