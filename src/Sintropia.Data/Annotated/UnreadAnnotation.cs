namespace Sintropia.Data.Annotated;

/// <summary>Something that is in the source and that this reader does not understand; it cannot be written.</summary>
/// <param name="reason">What it is.</param>
public sealed class UnreadAnnotation(string reason) : Annotation
{
    /// <summary>What it is.</summary>
    public string Reason { get; } = reason;
}
