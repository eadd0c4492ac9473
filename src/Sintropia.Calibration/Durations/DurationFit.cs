using Sintropia.Biology.Cycle;

namespace Sintropia.Calibration.Durations;

/// <summary>A law of durations at its greatest likelihood.</summary>
/// <param name="Family">Which law.</param>
/// <param name="Law">The law with its numbers.</param>
/// <param name="LogLikelihood">ln of the likelihood, durations in h.</param>
/// <param name="Parameters">How many numbers were fitted.</param>
public sealed record DurationFit(DurationFamily Family, DurationLaw Law, double LogLikelihood, int Parameters)
{
    /// <summary>2k − 2 ln L: the law with the least is preferred. Akaike 1974, doi:10.1109/TAC.1974.1100705.</summary>
    public double Akaike => 2 * Parameters - 2 * LogLikelihood;

    /// <summary>Standard deviation over mean.</summary>
    public double Variation => Law switch
    {
        ErlangDuration erlang => 1 / Math.Sqrt(erlang.Stages),
        LogNormalDuration normal => normal.Variation,
        ExponentialDuration delayed => 1 - delayed.Delay / delayed.Mean,
        _ => 0,
    };

    /// <summary>The name that scenarios and tables use.</summary>
    public string Name => NameOf(Family);

    /// <summary>The name of a family.</summary>
    public static string NameOf(DurationFamily family) => family switch
    {
        DurationFamily.Exponential => "exponential",
        DurationFamily.DelayedExponential => "delayed exponential",
        DurationFamily.Erlang => "erlang",
        _ => "lognormal",
    };

    /// <summary>A law of a family by its mean and its standard deviation over mean, the nearest that there is.</summary>
    /// <param name="family">The family.</param>
    /// <param name="mean">h.</param>
    /// <param name="variation">Standard deviation over mean; an exponential law has 1 and takes no notice.</param>
    public static DurationLaw LawOf(DurationFamily family, double mean, double variation) => family switch
    {
        DurationFamily.Exponential => new ExponentialDuration(mean),
        DurationFamily.DelayedExponential => new ExponentialDuration(mean, mean * Math.Clamp(1 - variation, 0, 0.9999)),
        DurationFamily.Erlang => new ErlangDuration((int)Math.Clamp(Math.Round(1 / (variation * variation)), 1, 500), mean),
        _ => new LogNormalDuration(mean, Math.Clamp(variation, 1e-3, 10)),
    };
}
