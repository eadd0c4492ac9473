namespace Sintropia.Evaluation.Combinations;

/// <summary>The median-effect line: log(fa/fu) = m·log(D/Dm). Chou and Talalay 1984, doi:10.1016/0065-2571(84)90007-4.</summary>
/// <param name="MedianDose">Dm: the dose that affects half; NaN where fewer than two doses affect some and not all.</param>
/// <param name="Order">m: steepness.</param>
/// <param name="Correlation">r of the line.</param>
/// <param name="Doses">Points used: those with an effect strictly between 0 and 1.</param>
public readonly record struct MedianEffect(double MedianDose, double Order, double Correlation, int Doses)
{
    /// <summary>Least squares of the logarithms.</summary>
    /// <param name="doses">Doses; shape [points].</param>
    /// <param name="effects">Effects as a share of 1; shape [points].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static MedianEffect Of(IReadOnlyList<double> doses, IReadOnlyList<double> effects)
    {
        ArgumentNullException.ThrowIfNull(doses);
        ArgumentNullException.ThrowIfNull(effects);
        if (doses.Count != effects.Count) throw new ArgumentException($"{doses.Count} doses do not match {effects.Count} effects. Give one effect per dose.", nameof(effects));
        var points = Enumerable.Range(0, doses.Count).Where(i => doses[i] > 0 && effects[i] is > 0 and < 1).Select(i => (X: Math.Log(doses[i]), Y: Math.Log(effects[i] / (1 - effects[i])))).ToArray();
        if (points.Select(p => p.X).Distinct().Count() < 2) return new(double.NaN, double.NaN, double.NaN, points.Length);
        double x = points.Average(p => p.X), y = points.Average(p => p.Y);
        double xx = points.Sum(p => (p.X - x) * (p.X - x)), xy = points.Sum(p => (p.X - x) * (p.Y - y)), yy = points.Sum(p => (p.Y - y) * (p.Y - y));
        var order = xy / xx;
        return new(Math.Exp(x - y / order), order, yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN, points.Length);
    }

    /// <summary>D = Dm·(fa/fu)^(1/m).</summary>
    public double DoseFor(double effect) => MedianDose * Math.Pow(effect / (1 - effect), 1 / Order);
}
