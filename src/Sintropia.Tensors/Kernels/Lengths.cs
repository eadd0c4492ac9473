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

    [DoesNotReturn]
    private static void Throw(int expected, int actual, string expectedName, string actualName) =>
        throw new ArgumentException($"{actualName} is {actual} where {expectedName} is {expected}; they have to agree. Slice the spans to one length first.");
}
