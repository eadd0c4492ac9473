namespace Sintropia.Data.Annotated;

/// <summary>One text, number or boolean.</summary>
public sealed class ScalarAnnotation : Annotation
{
    /// <param name="value">A string, double, long or bool.</param>
    public ScalarAnnotation(object value)
    {
        if (value is not (string or double or long or bool)) throw new ArgumentException($"{value} is no text, number or boolean.", nameof(value));
        Value = value;
    }

    /// <summary>A string, double, long or bool.</summary>
    public object Value { get; }
}
