namespace Sintropia.Tensors.Tests.Kernels;

/// <summary>Lengths, places and numbers at which kernels go wrong if they go wrong.</summary>
internal static class Awkward
{
    /// <summary>Every length to 257, and the edges of the blocks of sums.</summary>
    public static readonly int[] Lengths = [.. Enumerable.Range(0, 258), 1000, 4095, 4096, 4097, 8192, 8200, 12345];

    /// <summary>Zeros, subnormals, the ends of the range, infinities, and what is not a number.</summary>
    public static readonly float[] Numbers =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1.17549421e-38f, 1.17549435e-38f, -1.17549435e-38f, 1e-30f, 1e-10f, -1e-7f, 1e-4f, 0.25f, -0.5f, 0.9f, 1, -1, 1.4616321f, 2, -2, 2.5f, -2.5f, 3, -3,
        7.99f, 8, 9.02f, -9.02f, 14, -14, 17, 87.3f, -87.3f, 88.72f, 88.73f, 89.5f, -103.9f, -104, 150, -150, 4096, -4097, 1e6f, 16777216, -16777217, 1e10f, -1e20f, 1.7e38f, 3.4e38f, float.MaxValue,
        float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Numbers that are nearly normally distributed and the same in every run and on every machine (sums of twelve uniform ones), at a place that is not aligned.</summary>
    public static ArraySegment<float> Normal(int count, int seed, double scale = 1, double shift = 0)
    {
        var chance = new Random(seed);
        var at = 1 + (seed & 3);
        var all = new float[count + 8];
        for (var i = 0; i < count; i++)
        {
            var sum = -6.0;
            for (var k = 0; k < 12; k++) sum += chance.NextDouble();
            all[at + i] = (float)(shift + scale * sum);
        }

        return new(all, at, count);
    }

    /// <summary>Numbers with special ones strewn in.</summary>
    public static ArraySegment<float> Strewn(int count, int seed)
    {
        var x = Normal(count, seed, 3);
        var chance = new Random(seed + 1);
        for (var i = 0; i < count; i++)
            if (chance.Next(5) == 0) x[i] = Numbers[chance.Next(Numbers.Length)];
        return x;
    }

    /// <summary>Room that is not aligned, filled with something that no kernel writes.</summary>
    public static ArraySegment<float> Room(int count, int seed = 2)
    {
        var all = new float[count + 8];
        Array.Fill(all, 12345.678f);
        return new(all, 1 + (seed & 3), count);
    }

    /// <summary>That a kernel left alone what lies beside its room.</summary>
    public static void AssertUntouchedBeside(ArraySegment<float> room)
    {
        var all = room.Array!;
        for (var i = 0; i < all.Length; i++)
            if (i < room.Offset || i >= room.Offset + room.Count)
                Assert.True(all[i] == 12345.678f, $"wrote beside its span of {room.Count}, at {i - room.Offset}");
    }
}
