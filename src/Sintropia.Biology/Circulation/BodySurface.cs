namespace Sintropia.Biology.Circulation;

/// <summary>The surface of a body, by which many drugs of oncology are dosed.</summary>
public static class BodySurface
{
    /// <summary>√(height · weight / 3600), m².</summary>
    /// <param name="height">cm, &gt; 0.</param>
    /// <param name="weight">kg, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nobody is that tall or weighs that.</exception>
    /// <remarks>Mosteller 1987, N Engl J Med 317:1098, doi:10.1056/NEJM198710223171717. Formulas of other authors differ by several percent.</remarks>
    public static double Mosteller(double height, double weight)
    {
        if (!(height > 0) || !double.IsFinite(height)) throw new ArgumentOutOfRangeException(nameof(height), height, $"Nobody is {height} cm tall. Give the height in centimetres, such as 176.");
        if (!(weight > 0) || !double.IsFinite(weight)) throw new ArgumentOutOfRangeException(nameof(weight), weight, $"Nobody weighs {weight} kg. Give the body weight in kilograms, such as 73.");
        return Math.Sqrt(height * weight / 3600);
    }
}
