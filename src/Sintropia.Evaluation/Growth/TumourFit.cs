using Sintropia.Evaluation.Fitting;

namespace Sintropia.Evaluation.Growth;

/// <summary>A law of growth that was fitted to sizes of a tumour: least squares of logarithms, as errors of sizes are in proportion to them.</summary>
/// <param name="Law">Which.</param>
/// <param name="Start">V₀, in the unit of sizes.</param>
/// <param name="Rate">r, per unit of time; α for von Bertalanffy.</param>
/// <param name="Shape">What bends the curve: ρ (Gompertz), K (logistic), b (Mendelsohn), β (von Bertalanffy); 0 for the exponential law.</param>
/// <param name="Squares">Sum of squares of ln sizes.</param>
/// <param name="Points">Sizes.</param>
/// <remarks>Laws and their solutions: table 3 of PMC5524923.</remarks>
public sealed record TumourFit(TumourLaw Law, double Start, double Rate, double Shape, double Squares, int Points)
{
    /// <summary>Parameters of the law.</summary>
    public int Parameters => Law == TumourLaw.Exponential ? 2 : 3;

    /// <summary>n ln(squares/n) + 2k: the law with the least is preferred. Akaike 1974, doi:10.1109/TAC.1974.1100705.</summary>
    public double Akaike => Points * Math.Log(Squares / Points) + 2 * Parameters;

    /// <summary>Size in the end; infinite where the law has none.</summary>
    public double Plateau => Law switch
    {
        TumourLaw.Gompertz => Start * Math.Exp(Rate / Shape),
        TumourLaw.Logistic => Shape,
        TumourLaw.VonBertalanffy => Math.Pow(Rate / Shape, 3),
        _ => double.PositiveInfinity,
    };

    /// <summary>Size at a time after the first.</summary>
    public double At(double time) => Math.Exp(Log(Law, Math.Log(Start), Rate, Shape, time));

    /// <summary>The name that tables use.</summary>
    public static string Name(TumourLaw law) => law switch
    {
        TumourLaw.Exponential => "exponential",
        TumourLaw.Logistic => "logistic",
        TumourLaw.Mendelsohn => "mendelsohn",
        TumourLaw.Gompertz => "gompertz",
        _ => "von-bertalanffy",
    };

    /// <summary>All laws.</summary>
    /// <param name="times">Times from the first measurement on; shape [points].</param>
    /// <param name="sizes">Sizes, &gt; 0; shape [points].</param>
    public static IReadOnlyList<TumourFit> All(double[] times, double[] sizes) => [.. Enum.GetValues<TumourLaw>().Select(law => Of(law, times, sizes))];

    /// <summary>One law.</summary>
    /// <param name="law">Which.</param>
    /// <param name="times">Times from the first measurement on; shape [points].</param>
    /// <param name="sizes">Sizes, &gt; 0; shape [points].</param>
    /// <exception cref="ArgumentException">There are fewer than four sizes, or one is not above 0.</exception>
    public static TumourFit Of(TumourLaw law, double[] times, double[] sizes)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(sizes);
        if (times.Length != sizes.Length || times.Length < 4) throw new ArgumentException($"{times.Length} times and {sizes.Length} sizes cannot decide a law of growth. Give four pairs or more.", nameof(sizes));
        if (sizes.FirstOrDefault(s => !(s > 0), 1) is var odd && odd != 1) throw new ArgumentException($"A tumour cannot have a size of {odd}. Leave that measurement out.", nameof(sizes));
        double first = Math.Log(sizes[0]), last = Math.Log(sizes.Max()), span = times.Max() - times.Min(), growth = Math.Max(1e-3, last - first) / span;
        Minimum? best = null;
        foreach (var (rate, shape) in Starts(law, growth, first, last, span))
        {
            double[] low = [first - 5, Math.Log(growth) - 8, -20], high = [last + 5, Math.Log(growth) + 12, last + 20];
            if (law == TumourLaw.Exponential) low[2] = high[2] = 0;
            if (law == TumourLaw.Mendelsohn) (low[2], high[2]) = (Math.Log(0.01), Math.Log(0.999));
            var found = BoundedLeastSquares.Minimise((p, into) =>
            {
                for (var i = 0; i < times.Length; i++) into[i] = Log(law, p[0], Math.Exp(p[1]), Math.Exp(p[2]), times[i]) - Math.Log(sizes[i]);
            }, times.Length, [first, rate, shape], low, high);
            if (best is null || found.Squares < best.Value.Squares) best = found;
        }

        var at = best!.Value.At;
        return new(law, Math.Exp(at[0]), Math.Exp(at[1]), law == TumourLaw.Exponential ? 0 : Math.Exp(at[2]), best.Value.Squares, times.Length);
    }

    private static IEnumerable<(double Rate, double Shape)> Starts(TumourLaw law, double growth, double first, double last, double span) => law switch
    {
        TumourLaw.Exponential => [(Math.Log(growth), 0)],
        TumourLaw.Logistic => [(Math.Log(growth) + 0.5, last + 0.2), (Math.Log(growth), last + 2)],
        TumourLaw.Mendelsohn => [(Math.Log(growth) + first * 0.3, Math.Log(0.7)), (Math.Log(growth) + first * 0.1, Math.Log(0.9))],
        TumourLaw.Gompertz => [(Math.Log(2 * growth), Math.Log(1.5 / span)), (Math.Log(growth), Math.Log(0.2 / span))],
        _ => [(Math.Log(3 * growth) + first / 3, Math.Log(growth)), (Math.Log(3 * growth) + first / 3, Math.Log(growth / 10))],
    };

    /// <summary>ln V(t).</summary>
    private static double Log(TumourLaw law, double start, double rate, double shape, double time)
    {
        switch (law)
        {
            case TumourLaw.Exponential: return start + rate * time;
            case TumourLaw.Gompertz: return start - rate / shape * (Math.Exp(-shape * time) - 1);
            case TumourLaw.Logistic: return Math.Log(shape) - Math.Log(1 + (shape / Math.Exp(start) - 1) * Math.Exp(-rate * time));
            case TumourLaw.Mendelsohn: return Math.Log((1 - shape) * rate * time + Math.Exp((1 - shape) * start)) / (1 - shape);
            default:
                var root = rate / shape - (rate / shape - Math.Exp(start / 3)) * Math.Exp(-shape * time / 3);
                return 3 * Math.Log(root);
        }
    }
}
