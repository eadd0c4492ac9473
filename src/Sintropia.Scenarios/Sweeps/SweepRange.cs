using System.Globalization;

namespace Sintropia.Scenarios.Sweeps;

/// <summary>A range of values.</summary>
/// <param name="From">Least value, in the unit.</param>
/// <param name="To">Greatest value, likewise.</param>
/// <param name="Unit">The unit that both are written in; empty for a plain number.</param>
/// <param name="Steps">In a grid or list, how many values are taken; 0 elsewhere.</param>
/// <param name="Logarithmic">Whether values are spread evenly in their logarithm.</param>
/// <param name="Whole">Whether they are rounded to whole numbers.</param>
public sealed record SweepRange(double From, double To, string Unit, int Steps, bool Logarithmic, bool Whole)
{
    /// <summary>The value at a place in the range: the one whose text the scenario gets, so with twelve digits.</summary>
    /// <param name="share">0 for the least, 1 for the greatest.</param>
    public double At(double share)
    {
        var value = share <= 0 ? From : share >= 1 ? To : Logarithmic ? From * Math.Pow(To / From, share) : From + (To - From) * share;
        // Twelve digits, so that the last bits of a machine's power function leave no trace in the scenario.
        return Whole ? Math.Round(value) : double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A value as the scenario writes it.</summary>
    public string Text(double value) => Unit.Length == 0 ? value.ToString("R", CultureInfo.InvariantCulture) : $"{value.ToString("R", CultureInfo.InvariantCulture)} {Unit}";
}
