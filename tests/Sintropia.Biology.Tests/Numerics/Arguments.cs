namespace Sintropia.Biology.Tests.Numerics;

/// <summary>Arguments that cover the range of each function, each a function of its index: the rule of Truth/oracle.py, line by line.</summary>
internal static class Arguments
{
    public static double Exp(int i) => (i % 4) switch
    {
        0 => Between(i, -745.2, 709.8),
        1 => Between(i, -2, 2),
        2 => Signed(i, Scaled(i, -60, 8)),
        _ => i % 8 == 3 ? Between(i, 700, 709.8) : Between(i, -745.2, -707),
    };

    public static double Expm1(int i) => (i % 4) switch
    {
        0 => Between(i, -40, 709.8),
        1 => Between(i, -2, 2),
        2 => Signed(i, Scaled(i, -60, 8)),
        _ => Between(i, -0.03, 0.03),
    };

    public static double Log(int i) => (i % 4) switch
    {
        0 => i % 16 == 12 ? BitConverter.UInt64BitsToDouble(Raw(i, 1) >> 12) : Scaled(i, -1022, 1023),
        1 => Between(i, 0.5, 2),
        2 => 1 + (Unit(i, 0) - 0.5) * PowerOfTwo(-(i % 40)),
        _ => Between(i, 0, 1),
    };

    public static double Log1p(int i) => (i % 4) switch
    {
        0 => Scaled(i, -60, 1023),
        1 => Between(i, -1, 2),
        2 => Signed(i, Scaled(i, -60, -1)),
        _ => Between(i, -0.03, 0.03),
    };

    public static (double X, double Y) Pow(int i)
    {
        switch (i % 4)
        {
            case 0:
                var exponent = (int)(Raw(i, 2) % 2045) - 1022;
                return (PowerOfTwo(exponent, Raw(i, 1) >> 12), Between(i, -1080, 1080) / (Math.Abs(exponent) + 1.0));
            case 1: return (0.5 + 1.5 * Unit(i, 1), Between(i, -1000, 1000));
            case 2: return (1 + (Unit(i, 1) - 0.5) * PowerOfTwo(-10), Between(i, -1048576, 1048576));
            default: return (1000 * Unit(i, 1), Between(i, -4, 4));
        }
    }

    public static double Cumulative(int i) => (i % 4) switch
    {
        0 => Between(i, -38.5, 0),
        1 => Between(i, -3, 3),
        2 => Signed(i, Scaled(i, -60, 2)),
        _ => Between(i, -8, 8),
    };

    public static double Quantile(int i) => (i % 4) switch
    {
        0 => Between(i, 0, 1),
        1 => Scaled(i, -1022, -2),
        2 => 1 - (Unit(i, 0) + 0.5) * PowerOfTwo(-(1 + i % 50)),
        _ => Between(i, 0.05, 0.1),
    };

    public static (int K, double X) Gamma(int i)
    {
        var k = 1 + (int)(Raw(i, 1) % (i % 8 < 4 ? 12UL : 500UL));
        return (k, (i % 4) switch
        {
            0 => k * (2 * Unit(i, 0)),
            1 => Math.Abs(k + Math.Sqrt(k) * Between(i, -6, 6)),
            2 => k * Between(i, 0, 10),
            _ => k * Between(i, 0, 0.05),
        });
    }

    /// <summary>Uniform on [0, 1): the j-th number of the i-th argument.</summary>
    public static double Unit(int i, int j) => (Raw(i, j) >> 11) * (1.0 / (1L << 53));

    private static double Between(int i, double low, double high) => low + (high - low) * Unit(i, 0);

    private static double Signed(int i, double x) => (Raw(i, 3) & 1) == 1 ? -x : x;

    private static double Scaled(int i, int lowest, int highest) =>
        PowerOfTwo(lowest + (int)(Raw(i, 2) % (ulong)(highest - lowest + 1)), Raw(i, 1) >> 12);

    private static double PowerOfTwo(int exponent, ulong significand = 0) => BitConverter.UInt64BitsToDouble((ulong)(1023 + exponent) << 52 | significand);

    // SplitMix64.
    private static ulong Raw(int i, int j)
    {
        var z = (4 * (ulong)i + (ulong)j + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
