namespace Sintropia.Tensors.Shapes;

/// <summary>Tensors do not fit together, or a shape cannot be had. The message names the operation, the shapes, and what to do.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>A misfit with its whole message.</summary>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>Two shapes that an operation cannot take together.</summary>
    /// <param name="operation">As the caller wrote it: "MatMul".</param>
    /// <param name="left">The first shape.</param>
    /// <param name="right">The second.</param>
    /// <param name="reason">What does not fit and what to do: whole sentences.</param>
    public static ShapeException Misfit(string operation, in Shape left, in Shape right, string reason) => new($"{operation} of {left} and {right}: {reason}");

    /// <summary>A shape that an operation cannot take.</summary>
    public static ShapeException Unfit(string operation, in Shape shape, string reason) => new($"{operation} of {shape}: {reason}");
}
