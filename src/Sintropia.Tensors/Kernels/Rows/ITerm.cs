using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>What a sum takes of one element, or of up to three at the same place.</summary>
internal interface ITerm
{
    /// <summary>Whether the second element matters.</summary>
    static abstract bool TakesY { get; }

    /// <summary>Whether the third element matters: in a row, that at the same place; in columns, that of the column.</summary>
    static abstract bool TakesZ { get; }

    /// <summary>A number that is the same for all elements; in a property, so that it is spread over the lanes once and not at every step.</summary>
    float Constant { get; }

    /// <summary>Told before the elements of a row of a matrix come, when columns are summed.</summary>
    void EnterRow(int row);

    /// <summary>Sixteen sums with one term more each.</summary>
    Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant);

    /// <summary>One sum with one term more.</summary>
    float Add(float sum, float x, float y, float z, float constant);
}
