namespace Sintropia.Tensors.Shapes;

/// <summary>How many elements apart neighbours along each axis lie in storage; 0 where an axis repeats one element.</summary>
public readonly struct Strides
{
    private readonly Extents _steps;

    /// <summary>These steps, outermost axis first.</summary>
    public Strides(params ReadOnlySpan<int> steps)
    {
        Rank = steps.Length;
        for (var axis = 0; axis < steps.Length; axis++) _steps[axis] = steps[axis];
    }

    /// <summary>How many axes there are.</summary>
    public int Rank { get; }

    /// <summary>The step along an axis, counted from the front.</summary>
    public int this[int axis] => (uint)axis < (uint)Rank ? _steps[axis] : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"There are {Rank} strides. Give an axis from 0 to {Rank - 1}.");

    /// <summary>The step along an axis; <c>^1</c> is the last.</summary>
    public int this[Index axis] => this[axis.GetOffset(Rank)];

    /// <summary>Those of a tensor of this shape without gaps, last axis fastest.</summary>
    public static Strides Of(in Shape shape)
    {
        Span<int> steps = stackalloc int[Shape.MaxRank];
        var step = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= Math.Max(1, shape[axis]);
        }

        return new(steps[..shape.Rank]);
    }

    /// <summary>Whether a tensor of this shape with these steps lies without gaps, last axis fastest. Axes of one element may have any step.</summary>
    public bool AreContiguous(in Shape shape)
    {
        if (shape.Count <= 1) return true;

        var step = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1) continue;
            if (_steps[axis] != step) return false;
            step *= shape[axis];
        }

        return true;
    }

    /// <summary>Writes the steps to the front of a span.</summary>
    public void CopyTo(Span<int> steps)
    {
        for (var axis = 0; axis < Rank; axis++) steps[axis] = _steps[axis];
    }

    /// <summary>As [3, 1].</summary>
    public override string ToString()
    {
        Span<int> steps = stackalloc int[Shape.MaxRank];
        CopyTo(steps);
        return $"[{string.Join(", ", steps[..Rank].ToArray())}]";
    }
}
