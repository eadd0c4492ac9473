using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Biology.Numerics;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Rotary positions: each pair of elements is turned by an angle that grows with the position, position·base^(−2i/width) for pair i.</summary>
/// <remarks>Su et al. 2021, arXiv:2104.09864. Pairs are the two halves (Llama at Hugging Face) or neighbours (GPT-J, original Llama). The gradient is the turn by the negative angle.</remarks>
public static unsafe class Rotary
{
    private const double PerQuarter = 0.6366197723675814; // 2/π
    private const double QuarterHigh = 1.5707963267341256, QuarterMiddle = 6.077100506303966e-11, QuarterLow = 2.0222662487959506e-21; // π/2 in 33 bits, 33 bits, and the rest

    /// <summary>Cosines and sines of the angles of positions, rounded once from double. Compute them once and keep them.</summary>
    /// <param name="first">Position of the first row.</param>
    /// <param name="width">Even.</param>
    /// <param name="frequencyBase">10000 in most models.</param>
    /// <param name="cosines">Written: [positions, width/2].</param>
    /// <param name="sines">Written: [positions, width/2].</param>
    /// <exception cref="ArgumentException">The width is odd, or the spans are no whole number of rows.</exception>
    public static void Angles(int first, int width, double frequencyBase, Span<float> cosines, Span<float> sines)
    {
        var pairs = Pairs(width);
        if (pairs == 0) return;
        if (cosines.Length != sines.Length || cosines.Length % pairs != 0)
            throw new ArgumentException($"rotary: {cosines.Length} cosines and {sines.Length} sines are no rows of {pairs}. Give both one row per position.");
        for (var pair = 0; pair < pairs; pair++)
        {
            var frequency = Elementary.Pow(frequencyBase, -2.0 * pair / width);
            for (var position = 0; position < cosines.Length / pairs; position++)
            {
                var (cosine, sine) = Direction((first + position) * frequency);
                (cosines[position * pairs + pair], sines[position * pairs + pair]) = ((float)cosine, (float)sine);
            }
        }
    }

    /// <summary>What a turn means: (a, b) becomes (a·cos − b·sin, b·cos + a·sin), the second product rounded, then fused with the first; with −sin when backwards.</summary>
    public static void Reference(in AttentionShape shape, HeadRows x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, bool interleaved, bool backwards, HeadRows output)
    {
        var pairs = Pairs(shape.Width);
        for (var head = 0; head < shape.Pairs; head++)
            for (var position = 0; position < shape.Queries; position++)
                for (var pair = 0; pair < pairs; pair++)
                {
                    var (first, second) = interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + pairs);
                    var (cosine, sine) = (cosines[position * pairs + pair], backwards ? -sines[position * pairs + pair] : sines[position * pairs + pair]);
                    var (a, b) = (x[head / shape.Heads, head % shape.Heads, position, first], x[head / shape.Heads, head % shape.Heads, position, second]);
                    output[head / shape.Heads, head % shape.Heads, position, first] = MathF.FusedMultiplyAdd(a, cosine, -(b * sine));
                    output[head / shape.Heads, head % shape.Heads, position, second] = MathF.FusedMultiplyAdd(b, cosine, a * sine);
                }
    }

    /// <summary>Turns every pair of every row.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="shape">Batches, heads, positions (as queries) and width.</param>
    /// <param name="x">What is turned.</param>
    /// <param name="cosines">[positions, width/2].</param>
    /// <param name="sines">[positions, width/2].</param>
    /// <param name="interleaved">Pairs are neighbours (2i, 2i + 1); else halves (i, i + width/2).</param>
    /// <param name="backwards">By the negative angle, which is the rule for gradients.</param>
    /// <param name="output">Written; may be x itself.</param>
    /// <exception cref="ArgumentException">The width is odd, or a span is too short.</exception>
    public static void Turn(Team team, in AttentionShape shape, HeadRows x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, bool interleaved, bool backwards, HeadRows output)
    {
        shape.Check();
        var pairs = Pairs(shape.Width);
        x.Check("rows", shape, shape.Queries, shape.Width);
        output.Check("results", shape, shape.Queries, shape.Width);
        if (cosines.Length < (long)shape.Queries * pairs || sines.Length < (long)shape.Queries * pairs)
            throw new ArgumentException($"rotary: {cosines.Length} cosines and {sines.Length} sines for {shape.Queries} positions of {pairs} pairs. Compute them for every position.");

        fixed (float* px = x.Values, pOutput = output.Values, pCosines = cosines, pSines = sines)
            team.Run(new Job { Shape = shape, From = px, To = pOutput, Cosines = pCosines, Sines = pSines, FromLayout = x.Layout, ToLayout = output.Layout, Interleaved = interleaved, Backwards = backwards }, shape.Pairs);
    }

    private static int Pairs(int width) =>
        width % 2 == 0 ? width / 2 : throw new ArgumentException($"rotary: a width of {width} is odd, and elements are turned in pairs. Use an even width of heads.");

    // Kernels of fdlibm on ±π/4, good to less than one unit in the last place of a double.
    private static (double Cosine, double Sine) Direction(double angle)
    {
        var quarter = Math.Round(angle * PerQuarter);
        var x = Math.FusedMultiplyAdd(-quarter, QuarterLow, Math.FusedMultiplyAdd(-quarter, QuarterMiddle, Math.FusedMultiplyAdd(-quarter, QuarterHigh, angle)));
        var z = x * x;
        var sine = x + x * z * (-1.66666666666666324348e-01 + z * (8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
        var cosine = 1 - z / 2 + z * z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
        return ((long)quarter & 3) switch
        {
            0 => (cosine, sine),
            1 => (-sine, cosine),
            2 => (-cosine, -sine),
            _ => (sine, -cosine),
        };
    }

    private struct Job : IChunks
    {
        public AttentionShape Shape;
        public float* From, To, Cosines, Sines;
        public HeadLayout FromLayout, ToLayout;
        public bool Interleaved, Backwards;

        public readonly void Run(int chunk)
        {
            var (batch, head) = Math.DivRem(chunk, Shape.Heads);
            var pairs = Shape.Width / 2;
            var from = From + (nint)batch * FromLayout.Batch + (nint)head * FromLayout.Head;
            var to = To + (nint)batch * ToLayout.Batch + (nint)head * ToLayout.Head;
            float* cosines = Cosines, sines = Sines;
            for (var row = 0; row < Shape.Queries; row++, from += FromLayout.Row, to += ToLayout.Row, cosines += pairs, sines += pairs)
            {
                if (Interleaved) Neighbours(from, to, cosines, sines, pairs);
                else Halves(from, to, cosines, sines, pairs);
            }
        }

        private readonly void Halves(float* from, float* to, float* cosines, float* sines, int pairs)
        {
            var sign = Vector256.Create(Backwards ? -0f : 0f);
            var i = 0;
            for (; i <= pairs - 8; i += 8)
            {
                Vector256<float> a = Vector256.Load(from + i), b = Vector256.Load(from + pairs + i), cosine = Vector256.Load(cosines + i), sine = Vector256.Load(sines + i) ^ sign;
                Vector256.FusedMultiplyAdd(a, cosine, -(b * sine)).Store(to + i);
                Vector256.FusedMultiplyAdd(b, cosine, a * sine).Store(to + pairs + i);
            }

            for (; i < pairs; i++) Pair(from[i], from[pairs + i], cosines[i], sines[i], out to[i], out to[pairs + i]);
        }

        private readonly void Neighbours(float* from, float* to, float* cosines, float* sines, int pairs)
        {
            var sign = Vector256.Create(Backwards ? -0f : 0f);
            var alternate = Vector256.Create(-0f, 0, -0f, 0, -0f, 0, -0f, 0);
            Vector256<int> twice = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3), swap = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
            var i = 0;
            for (; i <= pairs - 4; i += 4)
            {
                var cosine = Vector256.Shuffle(Vector256.Create(Vector128.Load(cosines + i), Vector128<float>.Zero), twice);
                var sine = Vector256.Shuffle(Vector256.Create(Vector128.Load(sines + i), Vector128<float>.Zero), twice) ^ sign;
                var ab = Vector256.Load(from + 2 * i);
                Vector256.FusedMultiplyAdd(ab, cosine, (Vector256.Shuffle(ab, swap) * sine) ^ alternate).Store(to + 2 * i);
            }

            for (; i < pairs; i++) Pair(from[2 * i], from[2 * i + 1], cosines[i], sines[i], out to[2 * i], out to[2 * i + 1]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Pair(float a, float b, float cosine, float sine, out float first, out float second)
        {
            if (Backwards) sine = -sine;
            first = MathF.FusedMultiplyAdd(a, cosine, -(b * sine));
            second = MathF.FusedMultiplyAdd(b, cosine, a * sine);
        }
    }
}
