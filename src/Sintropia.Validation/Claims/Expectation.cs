using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Claims;

/// <summary>What must come out, and how what came out is judged.</summary>
internal abstract record Expectation
{
    /// <summary>Whether a correct engine can miss it by chance, so that it takes a share of the error rate.</summary>
    public virtual bool IsStatistical => false;

    /// <summary>Judges.</summary>
    public abstract Judgement Judge(Evidence evidence, Threshold threshold);
}

/// <summary>A number known to the digits of its literal; a measurement may deviate by the critical number of standard errors.</summary>
/// <param name="Literal">As the reference prints it, for example 0.5443.</param>
internal sealed record Near(string Literal) : Expectation
{
    public override bool IsStatistical => true;

    public override Judgement Judge(Evidence evidence, Threshold threshold)
    {
        var (value, half) = Digits.Of(Literal);
        var tolerance = threshold.Z * evidence.StandardError + half;
        return new(value, tolerance, Math.Abs(evidence.Number - value) <= tolerance, "z·SE + half a digit");
    }
}

/// <summary>A law of a distribution: no distance, but for what chance allows.</summary>
internal sealed record Distributed : Expectation
{
    public override bool IsStatistical => true;

    public override Judgement Judge(Evidence evidence, Threshold threshold)
    {
        // The distance at which the p value falls to this comparison's share of the error rate.
        double low = 0, high = 1;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (KolmogorovSmirnov.PValue(middle, evidence.Sample) > threshold.Alpha) low = middle;
            else high = middle;
        }

        return new(0, high, evidence.Number <= high, "Kolmogorov–Smirnov");
    }
}

/// <summary>A number with a tolerance of its own.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tolerance">Largest difference.</param>
/// <param name="Basis">Why that.</param>
internal sealed record Within(double Value, double Tolerance, string Basis) : Expectation
{
    /// <summary>A number that must come out to all digits of its literal.</summary>
    public static Within Digit(string literal) => new(Digits.Of(literal).Value, Digits.Of(literal).Half * (1 + 1e-6), "half a digit");

    public override Judgement Judge(Evidence evidence, Threshold threshold) => new(Value, Tolerance, Math.Abs(evidence.Number - Value) <= Tolerance, Basis);
}

/// <summary>A text that must come out as it is.</summary>
/// <param name="Text">The text; null where the evidence brings what it is compared with.</param>
internal sealed record Same(string? Text = null) : Expectation
{
    public override Judgement Judge(Evidence evidence, Threshold threshold)
    {
        var expected = Text ?? evidence.Against ?? "";
        return new(expected, 0, evidence.Text == expected, "identical");
    }
}
