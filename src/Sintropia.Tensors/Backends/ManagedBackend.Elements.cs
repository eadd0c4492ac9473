using Sintropia.Tensors.Kernels;

namespace Sintropia.Tensors.Backends;

/// <content>Element by element.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void AddScaled(Tensor destination, Tensor source, float scale)
    {
        var walk = Two(source, destination);
        var from = From(source);
        var to = From(destination);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
            {
                ref var element = ref to[walk.At1 + (i * walk.Step1)];
                element = MathF.FusedMultiplyAdd(scale, from[walk.At0 + (i * walk.Step0)], element);
            }
    }

    /// <inheritdoc/>
    public void Unary(UnaryOperation operation, Tensor x, float p, float q, Tensor result)
    {
        var walk = Two(x, result);
        var from = From(x);
        var to = From(result);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                to[walk.At1 + (i * walk.Step1)] = PlainElements.Apply(operation, from[walk.At0 + (i * walk.Step0)], p, q);
    }

    /// <inheritdoc/>
    public void UnaryGradient(UnaryOperation operation, Tensor x, Tensor y, Tensor gradient, float p, float q, Tensor result)
    {
        var walk = Four(x, y, gradient, result);
        var ofX = From(x);
        var ofY = From(y);
        var g = From(gradient);
        var to = From(result);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                to[walk.At3 + (i * walk.Step3)] =
                    (float)(g[walk.At2 + (i * walk.Step2)] * PlainElements.Slope(operation, ofX[walk.At0 + (i * walk.Step0)], ofY[walk.At1 + (i * walk.Step1)], p, q));
    }

    /// <inheritdoc/>
    public void Binary(BinaryOperation operation, Tensor a, Tensor b, Tensor result)
    {
        var walk = Three(a, b, result);
        var ofA = From(a);
        var ofB = From(b);
        var to = From(result);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                to[walk.At2 + (i * walk.Step2)] = PlainElements.Combine(operation, ofA[walk.At0 + (i * walk.Step0)], ofB[walk.At1 + (i * walk.Step1)]);
    }

    /// <inheritdoc/>
    public void Where(Tensor condition, Tensor yes, Tensor no, Tensor result)
    {
        var walk = Four(condition, yes, no, result);
        var ofCondition = From(condition);
        var ofYes = From(yes);
        var ofNo = From(no);
        var to = From(result);
        while (walk.Next())
            for (var i = 0; i < walk.Length; i++)
                to[walk.At3 + (i * walk.Step3)] = ofCondition[walk.At0 + (i * walk.Step0)] != 0 ? ofYes[walk.At1 + (i * walk.Step1)] : ofNo[walk.At2 + (i * walk.Step2)];
    }
}
