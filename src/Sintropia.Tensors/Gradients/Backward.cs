namespace Sintropia.Tensors.Gradients;

/// <summary>A step as its rule sees it on the way back.</summary>
internal readonly ref struct Backward(Sweep sweep, Step step, Tensor gradient)
{
    /// <summary>The operation.</summary>
    public Step Step => step;

    /// <summary>The gradient with respect to its result, of its result's shape.</summary>
    public Tensor Gradient => gradient;

    /// <summary>Whether a gradient goes to an input.</summary>
    public bool WantsA => step.NodeA >= 0;

    /// <inheritdoc cref="WantsA"/>
    public bool WantsB => step.NodeB >= 0;

    /// <inheritdoc cref="WantsA"/>
    public bool WantsC => step.NodeC >= 0;

    /// <inheritdoc cref="WantsA"/>
    public bool WantsD => step.NodeD >= 0;

    /// <summary>Adds to the gradient with respect to an input. Where the input was broadcast the sum over its repeats is meant and taken.</summary>
    public void GiveA(Tensor? part) => sweep.Give(step.NodeA, step.A, part);

    /// <inheritdoc cref="GiveA"/>
    public void GiveB(Tensor? part) => sweep.Give(step.NodeB, step.B, part);

    /// <inheritdoc cref="GiveA"/>
    public void GiveC(Tensor? part) => sweep.Give(step.NodeC, step.C!, part);

    /// <inheritdoc cref="GiveA"/>
    public void GiveD(Tensor? part) => sweep.Give(step.NodeD, step.D!, part);

    /// <summary>The gradient with respect to the first input so far, to add to in place: for operations that touch few of its elements.</summary>
    public Tensor RoomOfA() => sweep.Room(step.NodeA, step.A);

    /// <summary>Room for the gradient with respect to an input, or nothing where none goes.</summary>
    public Tensor? FreshA => WantsA ? Tensor.Empty(step.A.Shape, gradient.Backend) : null;

    /// <inheritdoc cref="FreshA"/>
    public Tensor? FreshB => WantsB ? Tensor.Empty(step.B.Shape, gradient.Backend) : null;

    /// <inheritdoc cref="FreshA"/>
    public Tensor? FreshC => WantsC ? Tensor.Empty(step.C!.Shape, gradient.Backend) : null;
}
