namespace Sintropia.Evaluation.Statistics;

/// <summary>Kolmogorov–Smirnov tests of continuous distributions, two-sided.</summary>
/// <remarks>For data with ties (frames) the p values are too large. For censored data compare Kaplan–Meier curves instead.</remarks>
public static class KolmogorovSmirnov
{
    /// <summary>Up to this size of a sample the p value is exact.</summary>
    public const int ExactUpTo = 100;

    /// <summary>D = sup |Fₙ − F| of a sample against a distribution.</summary>
    /// <param name="sample">Independent values, at least one.</param>
    /// <param name="cumulative">F(x) = P(X ≤ x), fixed before the sample was seen.</param>
    /// <exception cref="ArgumentException">The sample is empty, or F leaves [0, 1].</exception>
    public static TestResult OneSample(IReadOnlyList<double> sample, Func<double, double> cumulative)
    {
        ArgumentNullException.ThrowIfNull(cumulative);
        var sorted = Sorted(sample);
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var f = cumulative(sorted[i]);
            if (!(f >= 0 && f <= 1)) throw new ArgumentException($"The distribution gave {f} at {sorted[i]}; a cumulative probability lies from 0 to 1.", nameof(cumulative));
            distance = Math.Max(distance, Math.Max((i + 1.0) / sorted.Length - f, f - (double)i / sorted.Length));
        }

        return new(distance, PValue(distance, sorted.Length));
    }

    /// <summary>D = sup |F₁ − F₂| of two samples.</summary>
    /// <remarks>Exact by counting lattice paths while the product of the sizes is at most 10,000 and nothing is tied; else the limit distribution at n₁n₂/(n₁ + n₂).</remarks>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static TestResult TwoSample(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double[] a = Sorted(first), b = Sorted(second);
        int i = 0, j = 0;
        long furthest = 0; // |i·m − j·n| in whole numbers, so that ties at equal distance compare exactly
        var tied = false;
        while (i < a.Length && j < b.Length)
        {
            var x = Math.Min(a[i], b[j]);
            var before = i + j;
            while (i < a.Length && a[i] == x) i++;
            while (j < b.Length && b[j] == x) j++;
            tied |= i + j - before > 1;
            furthest = Math.Max(furthest, Math.Abs((long)i * b.Length - (long)j * a.Length));
        }

        var distance = furthest / ((double)a.Length * b.Length);
        var product = (long)a.Length * b.Length;
        return new(distance, product <= 10_000 && !tied ? ExactTwoSample(a.Length, b.Length, furthest) : Asymptotic(distance, (double)product / (a.Length + b.Length)));
    }

    /// <summary>P(D ≥ d) for one sample of n: exact up to <see cref="ExactUpTo"/>, else the limit distribution with Stephens' correction.</summary>
    public static double PValue(double distance, int n) => n <= ExactUpTo ? 1 - ExactBelow(distance, n) : Asymptotic(distance, n);

    /// <summary>Q(λ) = 2 Σ (−1)^(k−1) e^(−2k²λ²) at λ = (√n + 0.12 + 0.11/√n)·d. Stephens 1970, doi:10.1111/j.2517-6161.1970.tb00821.x.</summary>
    public static double Asymptotic(double distance, double n)
    {
        var root = Math.Sqrt(n);
        var lambda = (root + 0.12 + 0.11 / root) * distance;
        if (lambda < 0.2) return 1; // Q(0.2) = 1 to 12 digits, and the series below converges slowly there
        double sum = 0, sign = 1;
        for (var k = 1; k <= 100; k++, sign = -sign)
        {
            var term = Math.Exp(-2 * k * k * lambda * lambda);
            sum += sign * term;
            if (term < 1e-18) break;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>P(D &lt; d), as n!·(Hⁿ)ₖₖ/nⁿ. Marsaglia, Tsang and Wang 2003, doi:10.18637/jss.v008.i18.</summary>
    private static double ExactBelow(double distance, int n)
    {
        if (distance <= 0.5 / n) return 0;
        if (distance >= 1) return 1;
        var k = (int)(n * distance) + 1;
        var size = 2 * k - 1;
        var h = k - n * distance;
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                matrix[i, j] = i - j + 1 < 0 ? 0 : 1;
        for (var i = 0; i < size; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[size - 1, i] -= Math.Pow(h, size - i);
        }

        matrix[size - 1, 0] += 2 * h - 1 > 0 ? Math.Pow(2 * h - 1, size) : 0;
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                for (var g = 2; g <= i - j + 1; g++)
                    matrix[i, j] /= g;

        // A column is enough: Hⁿ applied to the k-th unit vector, with n!/nⁿ folded in step by step so that nothing overflows.
        var vector = new double[size];
        vector[k - 1] = 1;
        for (var step = 1; step <= n; step++)
        {
            var next = new double[size];
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    next[i] += matrix[i, j] * vector[j];
            for (var i = 0; i < size; i++) next[i] *= (double)step / n;
            vector = next;
        }

        return Math.Clamp(vector[k - 1], 0, 1);
    }

    /// <summary>Share of the lattice paths from (0, 0) to (n, m) that touch |i·m − j·n| ≥ furthest.</summary>
    private static double ExactTwoSample(int n, int m, long furthest)
    {
        if (furthest == 0) return 1;

        // inside[j]: probability that a random path reaches (i, j) without ever touching the boundary.
        var inside = new double[m + 1];
        for (var i = 0; i <= n; i++)
            for (var j = 0; j <= m; j++)
            {
                if (i == 0 && j == 0) { inside[0] = 1; continue; }
                if (Math.Abs((long)i * m - (long)j * n) >= furthest) { inside[j] = 0; continue; }

                // The last step into (i, j) came from the left or from below with chances i/(i+j) and j/(i+j).
                var left = i > 0 ? inside[j] * i : 0;
                var below = j > 0 ? inside[j - 1] * j : 0;
                inside[j] = (left + below) / (i + j);
            }

        return Math.Clamp(1 - inside[m], 0, 1);
    }

    private static double[] Sorted(IReadOnlyList<double> sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Count == 0) throw new ArgumentException("An empty sample has no distribution to test. Give at least one value.", nameof(sample));
        var sorted = sample.ToArray();
        Array.Sort(sorted);
        if (double.IsNaN(sorted[0])) throw new ArgumentException("The sample holds a value that is not a number. Remove missing values first.", nameof(sample));
        return sorted;
    }
}
