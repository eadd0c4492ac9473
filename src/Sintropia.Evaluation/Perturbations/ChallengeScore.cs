namespace Sintropia.Evaluation.Perturbations;

/// <summary>A model's score beside that of a baseline, as in the Virtual Cell Challenge: 0 is the baseline, 1 perfect.</summary>
public static class ChallengeScore
{
    /// <summary>(model − baseline)/(1 − baseline), for figures whose best is 1.</summary>
    public static double TowardsOne(double model, double baseline) => (model - baseline) / (1 - baseline);

    /// <summary>1 − model/baseline, for figures whose best is 0.</summary>
    public static double TowardsZero(double model, double baseline) => 1 - model / baseline;

    /// <summary>The mean of scores after NaN is taken for 0 and each is held at or above 0: what the challenge ranked by. It hides how bad a bad score is, so show the scores beside it.</summary>
    public static double Clipped(params ReadOnlySpan<double> scores)
    {
        var sum = 0.0;
        foreach (var score in scores) sum += double.IsNaN(score) ? 0 : Math.Max(0, score);
        return sum / scores.Length;
    }
}
