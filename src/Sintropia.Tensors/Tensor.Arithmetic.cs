using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Two tensors, element by element; shapes broadcast.</content>
public sealed partial class Tensor
{
    /// <summary>a + b.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Combine(BinaryOperation.Add, "+", Rules.Add, a, b);

    /// <summary>a − b.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Combine(BinaryOperation.Subtract, "-", Rules.Subtract, a, b);

    /// <summary>a·b.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Combine(BinaryOperation.Multiply, "*", Rules.Multiply, a, b);

    /// <summary>a/b.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Combine(BinaryOperation.Divide, "/", Rules.Divide, a, b);

    /// <summary>−x.</summary>
    public static Tensor operator -(Tensor x) => x.Apply(UnaryOperation.Negate);

    /// <summary>x + a.</summary>
    public static Tensor operator +(Tensor x, float a) => x.Affine(1, a);

    /// <summary>a + x.</summary>
    public static Tensor operator +(float a, Tensor x) => x.Affine(1, a);

    /// <summary>x − a.</summary>
    public static Tensor operator -(Tensor x, float a) => x.Affine(1, -a);

    /// <summary>a − x.</summary>
    public static Tensor operator -(float a, Tensor x) => x.Affine(-1, a);

    /// <summary>x·a.</summary>
    public static Tensor operator *(Tensor x, float a) => x.Affine(a, 0);

    /// <summary>a·x.</summary>
    public static Tensor operator *(float a, Tensor x) => x.Affine(a, 0);

    /// <summary>x/a, divided and not multiplied by 1/a.</summary>
    public static Tensor operator /(Tensor x, float a) => x / Scalar(a, x.Backend);

    /// <summary>a/x.</summary>
    public static Tensor operator /(float a, Tensor x) => Scalar(a, x.Backend) / x;

    /// <summary>The larger of each pair; half the gradient goes to each of equals.</summary>
    public Tensor Maximum(Tensor other) => Combine(BinaryOperation.Maximum, "Maximum", Rules.Extreme, this, other);

    /// <summary>The smaller of each pair; half the gradient goes to each of equals.</summary>
    public Tensor Minimum(Tensor other) => Combine(BinaryOperation.Minimum, "Minimum", Rules.Extreme, this, other);

    /// <summary>1 where equal, else 0. No gradient.</summary>
    public Tensor EqualTo(Tensor other) => Combine(BinaryOperation.Equal, "EqualTo", null, this, other);

    /// <summary>1 where this is larger, else 0. No gradient.</summary>
    public Tensor GreaterThan(Tensor other) => Combine(BinaryOperation.Greater, "GreaterThan", null, this, other);

    /// <summary>1 where this is not smaller, else 0. No gradient.</summary>
    public Tensor AtLeast(Tensor other) => Combine(BinaryOperation.GreaterOrEqual, "AtLeast", null, this, other);

    /// <summary>Elements of <paramref name="yes"/> where the condition is not 0, else of <paramref name="no"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor yes, Tensor no)
    {
        OneBackend("Where", yes, no);
        OneBackend("Where", yes, condition);
        var shape = Broadcasting.Of("Where", condition.Shape, Broadcasting.Of("Where", yes.Shape, no.Shape));
        var result = yes.Result(shape);
        yes.Backend.Where(condition.Stretched(shape), yes.Stretched(shape), no.Stretched(shape), result);
        return Tape.Tracks(yes, no) ? Tape.Write(new(Rules.Where, result, yes, no) { Saved = condition }) : result;
    }

    /// <summary>This += scale·other in place, for optimisers and running averages. No tape may watch this.</summary>
    /// <exception cref="InvalidOperationException">A tape watches it: what it wrote down would no longer be true.</exception>
    public Tensor AddInPlace(Tensor other, float scale = 1)
    {
        OneBackend("AddInPlace", this, other);
        if (!Broadcasting.Fits(other.Shape, _shape)) throw ShapeException.Misfit("AddInPlace", _shape, other.Shape, "the second does not broadcast to the first, which keeps its shape.");
        Mutate("AddInPlace");
        Backend.AddScaled(this, other.Stretched(_shape), scale);
        return this;
    }

    /// <summary>Every element set in place.</summary>
    /// <inheritdoc cref="AddInPlace" path="/exception"/>
    public Tensor FillInPlace(float value)
    {
        Mutate("FillInPlace");
        Backend.Fill(this, value);
        return this;
    }

    /// <summary>Overwritten in place by another, which may broadcast.</summary>
    /// <inheritdoc cref="AddInPlace" path="/exception"/>
    public Tensor SetInPlace(Tensor other)
    {
        OneBackend("SetInPlace", this, other);
        if (!Broadcasting.Fits(other.Shape, _shape)) throw ShapeException.Misfit("SetInPlace", _shape, other.Shape, "the second does not broadcast to the first, which keeps its shape.");
        Mutate("SetInPlace");
        Backend.Copy(other.Stretched(_shape), this);
        return this;
    }

    /// <summary>An operation's result element by element, in place.</summary>
    /// <inheritdoc cref="AddInPlace" path="/exception"/>
    public Tensor ApplyInPlace(UnaryOperation operation, float p = 0, float q = 0)
    {
        Mutate("ApplyInPlace");
        Backend.Unary(operation, this, p, q, this);
        return this;
    }

    /// <summary>The result of this and another, element by element, in place.</summary>
    /// <inheritdoc cref="AddInPlace" path="/exception"/>
    public Tensor CombineInPlace(BinaryOperation operation, Tensor other)
    {
        OneBackend("CombineInPlace", this, other);
        if (!Broadcasting.Fits(other.Shape, _shape)) throw ShapeException.Misfit("CombineInPlace", _shape, other.Shape, "the second does not broadcast to the first, which keeps its shape.");
        Mutate("CombineInPlace");
        Backend.Binary(operation, this, other.Stretched(_shape), this);
        return this;
    }

    /// <summary>One step of Adam on this, with its two moments and, for AMSGrad, the largest second moment so far; all are changed in place and lie without gaps.</summary>
    /// <inheritdoc cref="AddInPlace" path="/exception"/>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor AdamInPlace(in AdamStep step, Tensor gradient, Tensor mean, Tensor square, Tensor? largest = null)
    {
        Alike(gradient);
        Alike(mean);
        Alike(square);
        if (largest is not null) Alike(largest);
        Mutate("AdamInPlace");
        mean.Storage.Touch();
        square.Storage.Touch();
        largest?.Storage.Touch();
        Backend.Adam(step, gradient.Dense(), this, mean, square, largest);
        return this;

        void Alike(Tensor other)
        {
            OneBackend("AdamInPlace", this, other);
            if (other._shape != _shape) throw ShapeException.Misfit("AdamInPlace", _shape, other._shape, "parameters, gradient and moments have one shape.");
        }
    }

    internal static void OneBackend(string operation, Tensor a, Tensor b)
    {
        if (!ReferenceEquals(a.Backend, b.Backend))
            throw new InvalidOperationException($"{operation} of {a._shape} on {a.Backend.Name} and {b._shape} on {b.Backend.Name}: both have to lie with one backend. Move one with To.");
    }

    private static Tensor Combine(BinaryOperation operation, string name, Rule? rule, Tensor a, Tensor b)
    {
        OneBackend(name, a, b);
        var shape = Broadcasting.Of(name, a._shape, b._shape);
        var result = a.Result(shape);
        a.Backend.Binary(operation, a.Stretched(shape), b.Stretched(shape), result);
        return rule is not null && Tape.Tracks(a, b) ? Tape.Write(new(rule, result, a, b)) : result;
    }

    // As Expand, but off the tape: the rule of the operation sums over the repeats.
    private Tensor Stretched(in Shape shape) => shape == _shape ? this : Workspace.Alias(Storage, shape, Broadcasting.Expand(_shape, _strides, shape), Offset);

    private void Mutate(string operation)
    {
        if (Tape.Tracks(this)) throw new InvalidOperationException($"{operation} changes a {_shape} that a tape has written down. Change it after the tape is closed, or work on a Clone.");
        Storage.Touch();
    }
}
