using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Sintropia.Tensors.Kernels;

/// <summary>Kernels read and write without bounds checks inside, so that lengths are checked at the door.</summary>
internal static class Lengths
{
    /// <summary>Passes when a span has the length that the kernel's others ask for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Same(int expected, int actual, [CallerArgumentExpression(nameof(expected))] string expectedName = "", [CallerArgumentExpression(nameof(actual))] string actualName = "")
    {
        if (expected != actual) Throw(expected, actual, expectedName, actualName);
    }

    /// <summary>How many rows of a length there are.</summary>
    public static int Rows(int elements, int length)
    {
        if (elements == 0) return 0;
        if (length <= 0 || elements % length != 0)
            throw new ArgumentException($"{elements} elements are no whole number of rows of {length}. Give the length of the last axis.");
        return elements / length;
    }

    [DoesNotReturn]
    private static void Throw(int expected, int actual, string expectedName, string actualName) =>
        throw new ArgumentException($"{actualName} is {actual} where {expectedName} is {expected}; they have to agree. Slice the spans to one length first.");
}
