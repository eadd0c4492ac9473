namespace Sintropia.Tensors.Schedules;

/// <summary>Down a cosine's half wave from a rate to the least one, and up again after it.</summary>
/// <param name="Rate">At step 0.</param>
/// <param name="Steps">Of a half wave.</param>
/// <param name="Least">At its end.</param>
public sealed record CosineAnnealing(double Rate, int Steps, double Least = 0) : ISchedule, IRatio
{
    /// <inheritdoc/>
    public double At(int step) => Least + (Rate - Least) * (1 + Wave.Cosine((double)step / Steps)) / 2;

    /// <inheritdoc/>
    public double Next(double rate, int step)
    {
        if (step == 0) return rate;
        var before = 1 + Wave.Cosine((double)(step - 1) / Steps);
        if ((step - 1 - Steps) % (2 * Steps) == 0) return rate + (Rate - Least) * (1 - Wave.Cosine(1.0 / Steps)) / 2; // from the bottom, where a ratio would be 0/0
        return (1 + Wave.Cosine((double)step / Steps)) / before * (rate - Least) + Least;
    }
}
