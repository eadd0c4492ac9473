using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Kernels.Walks;

/// <summary>Goes through up to four operands of one shape and any strides in runs along the innermost axis, after merging axes that lie as one in all of them.</summary>
internal struct Walk
{
    private Extents _extents, _place, _steps0, _steps1, _steps2, _steps3;
    private int _axes, _next;

    /// <summary>How many elements a run has.</summary>
    public int Length { get; private set; }

    /// <summary>How many runs there are.</summary>
    public int Runs { get; private set; }

    /// <summary>Steps of the operands within a run.</summary>
    public int Step0, Step1, Step2, Step3;

    /// <summary>Where the run begins in the operands, counted from their first elements.</summary>
    public int At0, At1, At2, At3;

    /// <summary>A walk through these; operands that are not there have the strides of another.</summary>
    public Walk(in Shape shape, in Strides first, in Strides second, in Strides third, in Strides fourth)
    {
        Length = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            var extent = shape[axis];
            if (extent == 1) continue;

            if (Length > 1 && _axes == 0 && first[axis] == Step0 * Length && second[axis] == Step1 * Length && third[axis] == Step2 * Length && fourth[axis] == Step3 * Length)
                Length *= extent;
            else if (Length == 1 && _axes == 0)
                (Length, Step0, Step1, Step2, Step3) = (extent, first[axis], second[axis], third[axis], fourth[axis]);
            else if (_axes > 0 && Follows(axis, first, _steps0) && Follows(axis, second, _steps1) && Follows(axis, third, _steps2) && Follows(axis, fourth, _steps3))
                _extents[_axes - 1] *= extent;
            else
            {
                (_extents[_axes], _steps0[_axes], _steps1[_axes], _steps2[_axes], _steps3[_axes]) = (extent, first[axis], second[axis], third[axis], fourth[axis]);
                _axes++;
            }
        }

        Runs = shape.Count == 0 ? 0 : shape.Count / Length;
    }

    /// <summary>Goes to the next run. Before the first call it stands before the first run.</summary>
    public bool Next()
    {
        if (_next == Runs) return false;
        if (_next++ == 0) return true;

        for (var axis = 0; axis < _axes; axis++)
        {
            At0 += _steps0[axis];
            At1 += _steps1[axis];
            At2 += _steps2[axis];
            At3 += _steps3[axis];
            if (++_place[axis] < _extents[axis]) break;

            _place[axis] = 0;
            At0 -= _steps0[axis] * _extents[axis];
            At1 -= _steps1[axis] * _extents[axis];
            At2 -= _steps2[axis] * _extents[axis];
            At3 -= _steps3[axis] * _extents[axis];
        }

        return true;
    }

    /// <summary>Stands before a run, so that <see cref="Next"/> goes to it.</summary>
    public void Seek(int run)
    {
        (At0, At1, At2, At3, _place, _next) = (0, 0, 0, 0, default, run);
        if (run == 0) return;

        var before = run - 1; // Next moves on from the run before
        for (var axis = 0; axis < _axes; axis++)
        {
            var place = _place[axis] = before % _extents[axis];
            before /= _extents[axis];
            At0 += place * _steps0[axis];
            At1 += place * _steps1[axis];
            At2 += place * _steps2[axis];
            At3 += place * _steps3[axis];
        }
    }

    private readonly bool Follows(int axis, in Strides strides, in Extents steps) => strides[axis] == steps[_axes - 1] * _extents[_axes - 1];
}
