using System.Globalization;

namespace Sintropia.Calibration.Problems;

/// <summary>A number of a scenario that is sought, with a prior that is even between its bounds on its scale.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it stands in the scenario, such as cell_types.line.cycle.G1.erlang.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Logarithmic">Whether the prior is even in the logarithm.</param>
/// <param name="Unit">Unit that the bounds are written in; empty for a plain number.</param>
public sealed record CalibratedParameter(string Name, string Path, double Low, double High, bool Logarithmic = false, string Unit = "")
{
    /// <summary>Where a value lies between the bounds on its scale: 0 to 1.</summary>
    public double Share(double value) => Logarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    /// <summary>The value at a share.</summary>
    public double At(double share) => Logarithmic ? Low * Math.Pow(High / Low, share) : Low + share * (High - Low);

    /// <summary>The value as the scenario writes it: twelve digits, with the unit.</summary>
    public string Text(double value) => (value.ToString("G12", CultureInfo.InvariantCulture) + " " + Unit).TrimEnd();
}
