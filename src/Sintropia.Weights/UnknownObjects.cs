namespace Sintropia.Weights;

/// <summary>What happens to the objects of a PyTorch file that are neither tensors nor plain containers. Nothing is executed either way.</summary>
public enum UnknownObjects
{
    /// <summary>The file is refused, and the error names their classes.</summary>
    Refuse,

    /// <summary>They become opaque nodes with the name of their class; tensors inside them are not listed.</summary>
    Skip,
}
