namespace Sintropia.Tensors.Tests.Kernels;

/// <summary>Compares floats by their bits; one NaN is as good as another.</summary>
internal static class Bits
{
    public static int Of(float x) => float.IsNaN(x) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(x);

    public static void AssertSame(float expected, float actual, string where)
    {
        if (Of(expected) != Of(actual)) Assert.Fail($"{where}: expected {expected:R} ({Of(expected):X8}), got {actual:R} ({Of(actual):X8})");
    }

    public static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (Of(expected[i]) != Of(actual[i]))
                Assert.Fail($"{where}, element {i} of {expected.Length}: expected {expected[i]:R} ({Of(expected[i]):X8}), got {actual[i]:R} ({Of(actual[i]):X8})");
    }

    /// <summary>FNV-1a over results.</summary>
    public static ulong Hash(ulong hash, ReadOnlySpan<float> values)
    {
        foreach (var value in values) hash = (hash ^ (uint)Of(value)) * 0x100000001B3;
        return hash;
    }

    public const ulong Seed = 0xCBF29CE484222325;
}
