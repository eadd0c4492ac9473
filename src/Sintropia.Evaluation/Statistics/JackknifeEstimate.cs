namespace Sintropia.Evaluation.Statistics;

/// <summary>A statistic with its jack-knife standard error.</summary>
/// <param name="Value">The statistic of all groups.</param>
/// <param name="StandardError">Same unit as the value.</param>
/// <param name="Groups">How many groups were left out in turn, ≥ 2.</param>
public readonly record struct JackknifeEstimate(double Value, double StandardError, int Groups)
{
    /// <summary>Value ± t·SE with Student's t at groups − 1 degrees of freedom.</summary>
    /// <param name="confidence">Between 0 and 1; 0.95 unless told.</param>
    public Interval Interval(double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence,
                $"An interval cannot hold with confidence {confidence}. Give a number between 0 and 1, for example 0.95.");
        // To twelve decimals: the last ones hang on the C library, and bounds stand in tables that are compared byte by byte.
        var half = Math.Round(StudentT.Quantile(0.5 + confidence / 2, Groups - 1), 12) * StandardError;
        return new(Value, Value - half, Value + half);
    }

    /// <summary>How many standard errors the value lies above what was expected; 0 when both the deviation and the error are 0.</summary>
    public double ZAgainst(double expected) => Value == expected ? 0 : (Value - expected) / StandardError;
}
