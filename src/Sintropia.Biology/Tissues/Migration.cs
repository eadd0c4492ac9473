using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tissues;

/// <summary>Living cells of a type leave their tissue for another one, such as the marrow for the blood, at a constant rate. They go between two ticks, all others of the tick before them staying where they are.</summary>
/// <param name="Type">Who leaves, as the index of the type.</param>
/// <param name="To">Position of the tissue that they come into.</param>
/// <param name="Rate">1/h, &gt; 0; infinite for all that are there, at the end of the tick in which they came to be.</param>
public sealed record Migration(int Type, int To, double Rate)
{
    /// <summary>1/h; may be infinite.</summary>
    public double Rate { get; } = Rate > 0 ? Rate : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, $"Cells cannot leave a tissue at a rate of {Rate} per h. Give a positive rate, or none where all leave at once.");

    /// <summary>Chance that a cell that is still there leaves at the end of a tick: 1 − e^(−rate·time), over the part of the tick in which it was there.</summary>
    /// <param name="birth">When it was born, h.</param>
    /// <param name="from">Start of the tick, h.</param>
    /// <param name="to">Its end, h.</param>
    public double Probability(double birth, double from, double to) =>
        double.IsPositiveInfinity(Rate) ? 1 : -Elementary.Expm1(-Rate * (to - Math.Min(to, Math.Max(from, birth))));
}
