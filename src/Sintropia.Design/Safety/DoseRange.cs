using System.Globalization;

namespace Sintropia.Design.Safety;

/// <summary>Doses that are searched, as the scenario writes them.</summary>
/// <param name="At">Where the dose stands in the scenario.</param>
/// <param name="From">Least, above 0.</param>
/// <param name="To">Greatest.</param>
/// <param name="Suffix">What follows the number: a unit, and a route where there is one, such as mg iv.</param>
public sealed record DoseRange(string At, double From, double To, string Suffix)
{
    /// <summary>A dose as the scenario gets it: ten digits and what follows.</summary>
    public string Text(double dose) => $"{Rounded(dose).ToString("R", CultureInfo.InvariantCulture)} {Suffix}";

    /// <summary>The number that the scenario gets.</summary>
    public static double Rounded(double dose) => double.Parse(dose.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
