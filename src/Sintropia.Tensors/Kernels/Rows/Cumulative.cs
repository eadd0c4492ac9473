namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>Running sums of a row, one chain of additions: the result at i depends on nothing behind it.</summary>
public static class Cumulative
{
    /// <summary>yᵢ = x₀ + … + xᵢ; from the end when reversed. y may be x.</summary>
    /// <param name="x">Element i lies at i·step.</param>
    /// <param name="y">Element i lies at i·step.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="step">Distance of elements: 1 in a row, the width in a column.</param>
    /// <param name="reversed">Whether yᵢ = xᵢ + … + xₙ₋₁ instead.</param>
    /// <exception cref="ArgumentException">The elements do not lie in the spans.</exception>
    public static void Sum(ReadOnlySpan<float> x, Span<float> y, int count, int step, bool reversed)
    {
        var sum = 0f;
        for (var k = 0; k < count; k++)
        {
            var at = (reversed ? count - 1 - k : k) * step;
            sum += x[at];
            y[at] = sum;
        }
    }
}
