using System.Globalization;

namespace Sintropia.Sweeps.Sampling;

/// <summary>Sobol's sequence of points that fill the unit cube evenly. Not scrambled: the same points on every machine, the first at the origin.</summary>
/// <remarks>
/// Primitive polynomials and direction numbers are the first of `new-joe-kuo-6`: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, doi:10.1137/070709359.
/// Points come in the order of the Gray code: I. A. Antonov and V. M. Saleev, doi:10.1016/0041-5553(79)90085-5. A number of points that is a power of two fills the cube best.
/// </remarks>
public static class SobolSequence
{
    private const int Bits = 32;

    // Each: the polynomial with all its bits, and the first direction numbers. The first dimension has none.
    private const string JoeAndKuo =
        "3:1 7:1,3 11:1,3,1 13:1,1,1 19:1,1,3,3 25:1,3,5,13 37:1,1,5,5,17 41:1,1,5,5,5 47:1,1,7,11,19 55:1,1,5,1,1 59:1,1,1,3,11 61:1,3,5,5,31 67:1,3,3,9,7,49 " +
        "91:1,1,1,15,21,21 97:1,3,1,13,27,49 103:1,1,1,15,7,5 109:1,3,1,15,13,25 115:1,1,5,5,19,61 131:1,3,7,11,23,15,103 137:1,3,7,13,13,15,69 " +
        "143:1,1,3,13,7,35,63 145:1,3,5,9,1,25,53 157:1,3,1,13,9,35,107 167:1,3,1,5,27,61,31 171:1,1,5,11,19,41,61 185:1,3,5,3,3,13,69 191:1,1,7,13,1,19,1 " +
        "193:1,3,7,5,13,19,59 203:1,1,3,9,25,29,41 211:1,3,5,13,23,1,55 213:1,3,7,3,13,59,17 229:1,3,1,3,5,53,69 239:1,1,5,5,23,33,13 241:1,1,7,7,1,61,123 " +
        "247:1,1,7,9,13,61,49 253:1,3,3,5,3,55,33 285:1,3,1,15,31,13,49,245 299:1,3,5,15,31,59,63,97 301:1,3,1,11,11,11,77,249 333:1,3,1,11,27,43,71,9 " +
        "351:1,1,7,15,21,11,81,45 355:1,3,7,3,25,31,65,79 357:1,3,1,1,19,11,3,205 361:1,1,5,9,19,21,29,157 369:1,3,7,11,1,33,89,185 391:1,3,3,3,15,9,79,71 " +
        "397:1,3,7,11,15,39,119,27 425:1,1,3,1,11,31,97,225 451:1,1,1,3,23,43,57,177 463:1,3,7,7,17,17,37,71 487:1,3,1,5,27,63,123,213 501:1,1,3,5,11,43,53,133 " +
        "529:1,3,5,5,29,17,47,173,479 539:1,3,3,11,3,1,109,9,69 545:1,1,1,5,17,39,23,5,343 557:1,3,1,5,25,15,31,103,499 563:1,1,1,11,11,17,63,105,183 " +
        "601:1,1,5,11,9,29,97,231,363 607:1,1,5,15,19,45,41,7,383 617:1,3,7,7,31,19,83,137,221 623:1,1,1,3,23,15,111,223,83 631:1,1,5,13,31,15,55,25,161 " +
        "637:1,1,3,13,25,47,39,87,257";

    private static readonly uint[][] s_directions = Directions();

    /// <summary>Most dimensions.</summary>
    public static int MostDimensions => s_directions.Length;

    /// <summary>The first points.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimensions">In how many dimensions.</param>
    /// <returns>Each coordinate in [0, 1); shape [points][dimensions].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are direction numbers for fewer dimensions.</exception>
    public static double[][] Points(int count, int dimensions)
    {
        if (dimensions < 1 || dimensions > MostDimensions)
            throw new ArgumentOutOfRangeException(nameof(dimensions), dimensions, $"A Sobol sequence is known in 1 to {MostDimensions} dimensions. Sweep fewer parameters, or use a Latin hypercube.");
        var (points, state) = (new double[count][], new uint[dimensions]);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                var changed = System.Numerics.BitOperations.TrailingZeroCount(i);
                for (var k = 0; k < dimensions; k++) state[k] ^= s_directions[k][changed];
            }

            points[i] = [.. state.Select(x => x * (1.0 / (1UL << Bits)))];
        }

        return points;
    }

    private static uint[][] Directions()
    {
        var all = new List<uint[]> { Enumerable.Range(0, Bits).Select(i => 1u << (Bits - 1 - i)).ToArray() };
        foreach (var entry in JoeAndKuo.Split(' '))
        {
            var cut = entry.IndexOf(':', StringComparison.Ordinal);
            var polynomial = uint.Parse(entry.AsSpan(0, cut), CultureInfo.InvariantCulture);
            var first = entry[(cut + 1)..].Split(',').Select(m => uint.Parse(m, CultureInfo.InvariantCulture)).ToArray();
            all.Add(Dimension(polynomial, first));
        }

        return [.. all];
    }

    private static uint[] Dimension(uint polynomial, uint[] first)
    {
        var (degree, directions) = (first.Length, new uint[Bits]);
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = first[i] << (Bits - 1 - i);
                continue;
            }

            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
                if ((polynomial >> (degree - k) & 1) != 0) directions[i] ^= directions[i - k];
        }

        return directions;
    }
}
