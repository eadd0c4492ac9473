using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Circulation;

/// <summary>What becomes of amounts in compartments over an interval in which their rates of exchange do not change: exact, and with the same bits on every machine.</summary>
/// <remarks>
/// <para>For dA/dt = R·A + u + v·t it holds F₀ = e^{Rh} and Fₖ = h^k·φₖ(Rh), φₖ(X) = ∫₀¹ e^{(1−s)X}·s^{k−1}/(k−1)! ds, so that A(h) = F₀A + F₁u + F₂v, and the mean over the interval is
/// (F₁A + F₂u + F₃v)/h. Scaling and squaring: Moler and Van Loan 2003, doi:10.1137/S00361445024180.</para>
/// <para>R is shifted by its largest rate of loss, so that only numbers ≥ 0 are ever added: nothing cancels and no amount is ever negative. A Taylor polynomial of fixed order, then squarings. The system is closed
/// (whatever leaves a compartment enters another), so that columns of Fₖ sum to h^k/k!; after each squaring they are scaled to do so, without which rounding would double each time.</para>
/// </remarks>
public sealed class Propagator
{
    private const int Terms = 16; // 0.5¹⁷/17! is below 2⁻⁶⁰
    private const int Lanes = 4;
    private readonly double[][] _kernels;
    private readonly int _stride;

    private Propagator(int count, double hours, double[][] kernels, double defect)
    {
        (Count, Hours, _kernels, Defect) = (count, hours, kernels, defect);
        _stride = Stride(count);
    }

    /// <summary>Number of compartments.</summary>
    public int Count { get; }

    /// <summary>How many of F₀ to F₃ there are: 2 serve where nothing flows in, 3 where the inflow is steady, 4 where it rises.</summary>
    public int Order => _kernels.Length;

    /// <summary>Length of the interval, h.</summary>
    public double Hours { get; }

    /// <summary>Largest relative error that rounding made in the sum of a column in one step, before it was taken back.</summary>
    public double Defect { get; }

    /// <summary>The propagator of a closed system.</summary>
    /// <param name="rates">Share per hour that goes to compartment i from compartment j; shape [compartments, compartments], row-major. Columns sum to nought: on the diagonal stands what is lost.</param>
    /// <param name="hours">Length of the interval, h, &gt; 0.</param>
    /// <param name="order">How many of F₀ to F₃ are wanted, 2 to 4; more change no bit of those before them.</param>
    /// <exception cref="ArgumentException">The system is not closed, a rate is negative, or the interval is not positive.</exception>
    public static Propagator Of(double[,] rates, double hours, int order = 4)
    {
        if (order is < 2 or > 4) throw new ArgumentOutOfRangeException(nameof(order), order, $"There is no propagator with {order} kernels. Ask for 2 where nothing flows in, for 3 where the inflow is steady, or for 4.");
        var count = rates.GetLength(0);
        var fastest = Check(rates, hours);
        var squarings = 0;
        var step = hours;
        for (; fastest * step > 0.5; squarings++) step /= 2;

        var stride = Stride(count);
        var shifted = new double[count * stride];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < count; j++) shifted[i * stride + j] = (rates[i, j] + (i == j ? fastest : 0)) * step;

        var kernels = Series(shifted, count, stride, fastest * step, step, order);
        var defect = Close(kernels, count, stride, step);
        var whole = Kernels(count, stride, order);
        for (; squarings > 0; squarings--, step *= 2)
        {
            Double(kernels, whole, count, stride, step);
            (kernels, whole) = (whole, kernels);
            defect = Math.Max(defect, Close(kernels, count, stride, 2 * step));
        }

        return new(count, hours, kernels, defect);
    }

    /// <summary>Amounts at the end, and their mean over the interval.</summary>
    /// <param name="amounts">Amounts at the start; shape [compartments].</param>
    /// <param name="inflow">What enters each compartment from outside, per hour, at the start; shape [compartments].</param>
    /// <param name="slope">How that changes, per hour squared; shape [compartments].</param>
    /// <param name="after">Amounts at the end; shape [compartments].</param>
    /// <param name="mean">Mean amounts; shape [compartments].</param>
    /// <exception cref="InvalidOperationException">Something flows in that this propagator has no kernel for.</exception>
    public void Step(ReadOnlySpan<double> amounts, ReadOnlySpan<double> inflow, ReadOnlySpan<double> slope, Span<double> after, Span<double> mean)
    {
        if (Order < OrderFor(inflow, slope)) throw new InvalidOperationException($"A propagator with {Order} kernels knows no such inflow. Ask for one with {OrderFor(inflow, slope)}.");
        var (first, second) = (_kernels[0], _kernels[1]);
        for (var i = 0; i < Count; i++)
        {
            double end = 0, integral = 0;
            var row = i * _stride;
            for (var j = 0; j < Count; j++)
            {
                // What is left out is nought, which changes no bit of a sum of numbers that are not negative.
                var (stays, passes) = (first[row + j] * amounts[j], second[row + j] * amounts[j]);
                if (Order > 2) (stays, passes) = (stays + second[row + j] * inflow[j], passes + _kernels[2][row + j] * inflow[j]);
                if (Order > 3) (stays, passes) = (stays + _kernels[2][row + j] * slope[j], passes + _kernels[3][row + j] * slope[j]);
                end += stays;
                integral += passes;
            }

            (after[i], mean[i]) = (end, integral / Hours);
        }
    }

    /// <summary>The least <see cref="Order"/> that serves an inflow.</summary>
    public static int OrderFor(ReadOnlySpan<double> inflow, ReadOnlySpan<double> slope) => slope.ContainsAnyExcept(0.0) ? 4 : inflow.ContainsAnyExcept(0.0) ? 3 : 2;

    /// <summary>Fₖ, from 0 to 3, between two compartments.</summary>
    public double Kernel(int k, int to, int from) => _kernels[k][to * _stride + from];

    private static double Check(double[,] rates, double hours)
    {
        if (!(hours > 0) || !double.IsFinite(hours)) throw new ArgumentException($"Nothing flows over an interval of {hours} h. Give a length above 0.");
        if (rates.GetLength(0) != rates.GetLength(1)) throw new ArgumentException($"Rates of shape [{rates.GetLength(0)}, {rates.GetLength(1)}] are not between compartments. Give a square.");
        var fastest = 0.0;
        for (var j = 0; j < rates.GetLength(1); j++)
        {
            var sum = 0.0;
            for (var i = 0; i < rates.GetLength(0); i++)
            {
                sum += rates[i, j];
                if (i != j && !(rates[i, j] >= 0)) throw new ArgumentException($"A rate of {rates[i, j]} per h from compartment {j} to {i} is not possible. Check volumes, flows and clearances.");
            }

            var loss = -rates[j, j];
            if (!(Math.Abs(sum) <= 1e-12 * Math.Max(loss, 0))) throw new ArgumentException($"Of compartment {j}, {loss} per h is lost and {loss + sum} arrives elsewhere. Add the compartment where the rest goes.");
            fastest = Math.Max(fastest, loss);
        }

        return fastest;
    }

    /// <summary>e^{−x}·Σ of powers, for the matrix [[R, I, 0, 0], [0, 0, I, 0], [0, 0, 0, I], [0, 0, 0, 0]] whose exponential has all four kernels in its first row.</summary>
    private static double[][] Series(double[] shifted, int count, int stride, double shift, double step, int order)
    {
        var (powers, next, sums) = (Kernels(count, stride, order), Kernels(count, stride, order), Kernels(count, stride, order));
        for (var i = 0; i < count; i++) powers[0][i * stride + i] = 1;
        powers[0].CopyTo(sums[0], 0);
        for (var k = 1; k <= Terms; k++)
        {
            Multiply(shifted, powers[0], next[0], count, stride);
            var (term, whole, back) = (Vector256.Create((double)k), Vector256.Create(step), Vector256.Create(shift));
            for (var kernel = 0; kernel < order; kernel++)
            {
                Span<Vector256<double>> now = Wide(next[kernel]), sum = Wide(sums[kernel]), from = Wide(powers[kernel]);
                var below = kernel == 0 ? default : Wide(powers[kernel - 1]);
                for (var i = 0; i < now.Length; i++)
                {
                    now[i] = (kernel == 0 ? now[i] : below[i] * whole + from[i] * back) / term;
                    sum[i] += now[i];
                }
            }

            (powers, next) = (next, powers);
        }

        var decay = Vector256.Create(Elementary.Exp(-shift));
        foreach (var kernel in sums)
            foreach (ref var lanes in Wide(kernel)) lanes *= decay;
        return sums;
    }

    /// <summary>The kernels of twice the step.</summary>
    private static void Double(double[][] half, double[][] whole, int count, int stride, double step)
    {
        for (var kernel = 0; kernel < half.Length; kernel++) Multiply(half[0], half[kernel], whole[kernel], count, stride);
        Span<Vector256<double>> first = Wide(half[1]), one = Wide(whole[1]);
        for (var i = 0; i < first.Length; i++) one[i] += first[i];
        if (half.Length < 3) return;
        Span<Vector256<double>> second = Wide(half[2]), two = Wide(whole[2]);
        var (once, squared) = (Vector256.Create(step), Vector256.Create(step * step / 2));
        for (var i = 0; i < first.Length; i++) two[i] += first[i] * once + second[i];
        if (half.Length < 4) return;
        Span<Vector256<double>> third = Wide(half[3]), three = Wide(whole[3]);
        for (var i = 0; i < first.Length; i++) three[i] += first[i] * squared + second[i] * once + third[i];
    }

    /// <summary>Scales columns to the sums that they have in exact arithmetic, and says how far the worst was off.</summary>
    private static double Close(double[][] kernels, int count, int stride, double step)
    {
        Span<double> scales = stackalloc double[stride];
        var factors = MemoryMarshal.Cast<double, Vector256<double>>(scales);
        var defect = 0.0;
        var sum = 1.0;
        for (var kernel = 0; kernel < kernels.Length; kernel++)
        {
            if (kernel > 0) sum = sum * step / kernel;
            var rows = Wide(kernels[kernel]);
            factors.Clear();
            for (var i = 0; i < rows.Length; i++) factors[i % factors.Length] += rows[i];
            for (var j = 0; j < stride; j++)
            {
                scales[j] = j < count ? sum / scales[j] : 0; // behind the last column there is nothing
                if (j < count) defect = Math.Max(defect, Math.Abs(scales[j] - 1));
            }

            for (var i = 0; i < rows.Length; i++) rows[i] *= factors[i % factors.Length];
        }

        return defect;
    }

    /// <summary>A product: each element is a chain of fused multiply-adds in the order of the columns, however wide the machine is.</summary>
    private static void Multiply(double[] left, double[] right, double[] product, int count, int stride)
    {
        const int block = 5 * Lanes; // a body of thirteen organs has its compartments in one
        ref var rights = ref MemoryMarshal.GetArrayDataReference(right);
        ref var products = ref MemoryMarshal.GetArrayDataReference(product);
        for (var i = 0; i < count; i++)
        {
            var shares = left.AsSpan(i * stride, count);
            var column = 0;
            for (; column + block <= stride; column += block)
            {
                var (a, b, c, d, e) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
                for (var k = 0; k < shares.Length; k++)
                {
                    if (shares[k] is 0) continue; // compartments that have no share in each other
                    var factor = Vector256.Create(shares[k]);
                    ref var row = ref Unsafe.Add(ref rights, k * stride + column);
                    a = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref row), a);
                    b = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref row, Lanes), b);
                    c = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref row, 2 * Lanes), c);
                    d = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref row, 3 * Lanes), d);
                    e = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref row, 4 * Lanes), e);
                }

                ref var result = ref Unsafe.Add(ref products, i * stride + column);
                a.StoreUnsafe(ref result);
                b.StoreUnsafe(ref result, Lanes);
                c.StoreUnsafe(ref result, 2 * Lanes);
                d.StoreUnsafe(ref result, 3 * Lanes);
                e.StoreUnsafe(ref result, 4 * Lanes);
            }

            for (; column < stride; column += Lanes)
            {
                var sum = Vector256<double>.Zero;
                for (var k = 0; k < shares.Length; k++)
                    if (shares[k] is not 0) sum = Vector256.FusedMultiplyAdd(Vector256.Create(shares[k]), Vector256.LoadUnsafe(ref Unsafe.Add(ref rights, k * stride + column)), sum);
                sum.StoreUnsafe(ref Unsafe.Add(ref products, i * stride + column));
            }
        }
    }

    private static Span<Vector256<double>> Wide(double[] kernel) => MemoryMarshal.Cast<double, Vector256<double>>(kernel.AsSpan());

    private static double[][] Kernels(int count, int stride, int order) => [.. Enumerable.Range(0, order).Select(_ => new double[count * stride])];

    private static int Stride(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
