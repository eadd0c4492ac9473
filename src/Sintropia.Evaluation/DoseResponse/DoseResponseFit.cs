using Sintropia.Evaluation.Fitting;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>A dose–response curve with what is read off it. Bad measurements are an outcome with a name, never an exception.</summary>
public sealed record DoseResponseFit
{
    private double[] _parameters = [];
    private double[,]? _covariance;
    private HillCurve[]? _resampled;
    private double _width;

    /// <summary>A sigmoid, a constant, or neither.</summary>
    public required FitOutcome Outcome { get; init; }

    /// <summary>Why there is no fit.</summary>
    public FitFailure Failure { get; init; }

    /// <summary>The failure in words; empty without one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The curve that is accepted: the sigmoid, or a constant.</summary>
    public HillCurve Curve { get; init; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>The best sigmoid, also where a constant is accepted in its place.</summary>
    public HillCurve Sigmoid { get; init; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>E₀.</summary>
    public Interval Zero { get; init; } = None;

    /// <summary>E∞: Einf, GR_inf.</summary>
    public Interval Infinite { get; init; } = None;

    /// <summary>EC50, GEC50: the dose half-way from E₀ to E∞. An end that the responses do not decide is 0 or +∞. NaN for a constant.</summary>
    public Interval HalfDose { get; init; } = None;

    /// <summary>h.</summary>
    public Interval Slope { get; init; } = None;

    /// <summary>The dose with the absolute response <see cref="DoseResponseOptions.Level"/>: IC50, GR50. +∞ where it is not reached; 0 where a constant lies beyond it at every dose.</summary>
    public Interval DoseAtLevel { get; init; } = None;

    /// <summary>Mean of the responses at the highest dose: Emax, GR_max. The interval is Student's from replicates; NaN ends for one.</summary>
    public Interval AtHighestDose { get; init; } = None;

    /// <summary>Mean of the curve over the logarithm of the tested doses: the area under it divided by its width (AUC); 1 − AUC is GR_AOC for GR values.</summary>
    public Interval MeanResponse { get; init; } = None;

    /// <summary>Sum of squares about the sigmoid.</summary>
    public double Squares { get; init; } = double.NaN;

    /// <summary>1 − squares about the sigmoid over squares about the mean; NaN where responses do not vary.</summary>
    public double RSquared { get; init; } = double.NaN;

    /// <summary>p value of the F test of the sigmoid against a constant.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>Responses used.</summary>
    public int Points { get; init; }

    /// <summary>Responses left out: not finite, or at a dose that cannot be.</summary>
    public int LeftOut { get; init; }

    /// <summary>Lowest and highest dose above 0.</summary>
    public (double Low, double High) Doses { get; init; } = (double.NaN, double.NaN);

    private static Interval None => new(double.NaN, double.NaN, double.NaN);

    /// <summary>Fits a curve.</summary>
    /// <param name="points">Responses, in any order; doses may repeat. At dose 0 they count only where E₀ is fitted.</param>
    /// <param name="options">The kind of curve; null for viabilities from 1 down.</param>
    /// <remarks>The test against a constant is that of the GR papers: F = ((S₁ − S₂)/(p − 1))/(S₂/(n − p + 1)), Hafner et al. 2016, doi:10.1038/nmeth.3853; textbooks divide by n − p.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static DoseResponseFit Of(IEnumerable<DosePoint> points, DoseResponseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        options = (options ?? DoseResponseOptions.Viability).Checked();
        var all = points.ToArray();
        var usable = all.Where(p => double.IsFinite(p.Response) && double.IsFinite(p.Dose) && p.Dose >= 0 && (p.Dose > 0 || options.Zero is null)).OrderBy(p => p.Dose).ToArray();
        var leftOut = all.Count(p => !double.IsFinite(p.Response) || !double.IsFinite(p.Dose) || p.Dose < 0);
        DoseResponseFit Failed(FitFailure failure, string reason) => new() { Outcome = FitOutcome.Failed, Failure = failure, Reason = reason, Points = usable.Length, LeftOut = leftOut };

        var tested = usable.Where(p => p.Dose > 0).Select(p => p.Dose).Distinct().Count();
        var needed = options.FreeParameters - (usable.Length > 0 && usable[0].Dose == 0 ? 1 : 0);
        if (usable.Length == 0) return Failed(FitFailure.NoResponses, "No response is a finite number at a dose above 0.");
        if (tested < Math.Max(2, needed)) return Failed(FitFailure.TooFewDoses, $"Responses at {tested} dose(s) do not decide a curve of {options.FreeParameters} free parameters. Measure at {Math.Max(2, needed)} or more, or fix E0 or Einf.");
        if (options.InfiniteWithin.Low > options.InfiniteWithin.High || options.SlopeWithin.Low > options.SlopeWithin.High || !(options.SlopeWithin.Low > 0) || options.ZeroWithin.Low > options.ZeroWithin.High)
            return Failed(FitFailure.ImpossibleBounds, "A lower bound lies above its upper bound, or a slope of 0 is allowed.");

        double[] doses = [.. usable.Select(p => p.Dose)], responses = [.. usable.Select(p => p.Response)];
        var fitting = new HillFitting(doses, responses, options);
        return Read(doses, fitting, fitting.Fit(), options) with { LeftOut = leftOut };
    }

    /// <summary>Pointwise intervals of the accepted curve: percentiles over resamples, or else Student's about a linear approximation at the best parameters.</summary>
    /// <param name="doses">Where; shape [doses].</param>
    /// <returns>Shape [doses]; ends are NaN where nothing is left to estimate an error from.</returns>
    public Interval[] Band(IReadOnlyList<double> doses)
    {
        ArgumentNullException.ThrowIfNull(doses);
        return [.. doses.Select(dose => Spread(curve => curve.At(dose)))];
    }

    private static DoseResponseFit Read(double[] doses, HillFitting fitting, Minimum best, DoseResponseOptions options)
    {
        int n = fitting.Count, free = options.FreeParameters;
        double mean = fitting.Responses.Average(), total = fitting.Responses.Sum(y => (y - mean) * (y - mean));
        var residuals = new double[n];
        fitting.Residuals(best.At, residuals);
        var plain = Enumerable.Range(0, n).Sum(i => Math.Pow(fitting.Predicted(best.At, i) - fitting.Responses[i], 2));
        // Rounding alone tells no curve from a constant.
        var varies = total > 1e-24 * n * Math.Max(1e-300, mean * mean);
        var p = !varies ? 1 : plain >= total ? 1 : FisherF.Above((total - plain) / (free - 1) / (plain / (n - free + 1)), free - 1, n - free + 1);
        var flat = !varies || (p >= options.Significance && options.Significance < 1);
        var sigmoid = HillFitting.Curve(best.At);
        var positive = doses.Where(d => d > 0).ToArray();
        var fit = new DoseResponseFit
        {
            Outcome = flat ? FitOutcome.Flat : FitOutcome.Sigmoid,
            Sigmoid = sigmoid,
            Curve = flat ? new(mean, mean, sigmoid.HalfDose, sigmoid.Slope) : sigmoid,
            Squares = plain, RSquared = varies ? 1 - plain / total : double.NaN, P = p, Points = n, Doses = (positive.Min(), positive.Max()),
            AtHighestDose = Student([.. Enumerable.Range(0, n).Where(i => doses[i] == positive.Max()).Select(i => fitting.Responses[i])], options.Confidence),
        };
        return flat ? fit.Constant(fitting.Responses, mean, options) : fit.Parameters(doses, fitting, best, options);
    }

    private DoseResponseFit Constant(double[] responses, double mean, DoseResponseOptions options)
    {
        var about = Student(responses, options.Confidence);
        var above = options.Zero is { } zero ? zero > options.Level : Sigmoid.Zero > options.Level;
        var dose = double.IsNaN(options.Level) ? double.NaN : (mean > options.Level) == above ? double.PositiveInfinity : 0;
        return this with { Infinite = about, Zero = options.Zero is { } given ? new(given, given, given) : about, MeanResponse = about, DoseAtLevel = new(dose, double.NaN, double.NaN), _resampled = null, _covariance = new double[4, 4] };
    }

    private DoseResponseFit Parameters(double[] doses, HillFitting fitting, Minimum best, DoseResponseOptions options)
    {
        int n = fitting.Count, free = options.FreeParameters, left = n - free;
        _parameters = best.At;
        _width = left > 0 ? StudentT.Quantile((1 + options.Confidence) / 2, left) : double.NaN;
        _covariance = options.Intervals == IntervalMethod.None ? null : HillCovariance.Of(fitting, best, left);
        var atLevel = double.IsNaN(options.Level) ? double.NaN : Curve.DoseFor(options.Level);
        if (options.Intervals == IntervalMethod.Bootstrap)
        {
            _resampled = HillBootstrap.Curves(doses, fitting, best.At, free, options);
            _width = options.Confidence;
            Interval Of(double estimate, Func<HillCurve, double> read) => HillBootstrap.Interval(estimate, _resampled.Select(read), options.Confidence);
            return this with
            {
                Zero = Of(Curve.Zero, c => c.Zero), Infinite = Of(Curve.Infinite, c => c.Infinite), HalfDose = Of(Curve.HalfDose, c => c.HalfDose), Slope = Of(Curve.Slope, c => c.Slope),
                DoseAtLevel = Of(atLevel, c => c.DoseFor(options.Level)), MeanResponse = Spread(c => c.MeanOverLogDose(Doses.Low, Doses.High)),
            };
        }

        var none = (double.NaN, double.NaN);
        var profile = options.Intervals == IntervalMethod.Profile ? new HillProfile(fitting, best, left, options) : null;
        (double Low, double High) Ends(int parameter) => profile?.Of(parameter) ?? none;
        var (half, slope, zero, infinite, level) = (Ends(HillFitting.Half), Ends(HillFitting.Slope), Ends(HillFitting.Zero), Ends(HillFitting.Infinite), profile?.OfLevel(options.Level, atLevel) ?? none);
        return this with
        {
            Zero = new(Curve.Zero, zero.Low, zero.High), Infinite = new(Curve.Infinite, infinite.Low, infinite.High), Slope = new(Curve.Slope, Math.Exp(slope.Low), Math.Exp(slope.High)),
            // At the edge of where it was sought, a potency is not known.
            HalfDose = new(Curve.HalfDose, half.Low <= fitting.Low[HillFitting.Half] ? 0 : Math.Exp(half.Low), half.High >= fitting.High[HillFitting.Half] ? double.PositiveInfinity : Math.Exp(half.High)),
            DoseAtLevel = new(atLevel, Math.Exp(level.Low), Math.Exp(level.High)), MeanResponse = Spread(c => c.MeanOverLogDose(Doses.Low, Doses.High)),
        };
    }

    private Interval Spread(Func<HillCurve, double> read)
    {
        var estimate = read(Curve);
        if (Outcome == FitOutcome.Flat) return new(estimate, Infinite.Low, Infinite.High);
        if (_resampled is not null) return HillBootstrap.Interval(estimate, _resampled.Select(read), _width);
        if (_covariance is null || _parameters.Length == 0) return new(estimate, double.NaN, double.NaN);
        var error = _width * HillCovariance.StandardError(_covariance, _parameters, read);
        return new(estimate, estimate - error, estimate + error);
    }

    private static Interval Student(double[] values, double confidence)
    {
        var mean = values.Average();
        if (values.Length < 2) return new(mean, double.NaN, double.NaN);
        var half = StudentT.Quantile((1 + confidence) / 2, values.Length - 1) * Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length);
        return new(mean, mean - half, mean + half);
    }
}
