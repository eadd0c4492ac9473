namespace Sintropia.Tensors.Schedules;

/// <summary>From 0 up to the rate in a line, then down to 0 in a line or a cosine's half wave.</summary>
/// <param name="Rate">The highest.</param>
/// <param name="Steps">Of the way up.</param>
/// <param name="Total">Steps until 0 is reached.</param>
/// <param name="Cosine">Whether the way down is a cosine, which rises again past the total; else a line, which stays at 0.</param>
public sealed record WarmUp(double Rate, int Steps, int Total, bool Cosine = true) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        if (step < Steps) return Rate * step / Math.Max(1, Steps);
        var way = (step - Steps) / (double)Math.Max(1, Total - Steps);
        return Rate * Math.Max(0, Cosine ? 0.5 * (1 + Wave.Cosine(way)) : 1 - way);
    }
}
