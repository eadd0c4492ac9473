using System.Globalization;

namespace Sintropia.Validation.Claims;

/// <summary>What a printed number says.</summary>
internal static class Digits
{
    /// <summary>The value, and half a unit of its last digit.</summary>
    public static (double Value, double Half) Of(string literal)
    {
        var point = literal.IndexOf('.');
        var decimals = point < 0 ? 0 : literal.Length - point - 1;
        return (double.Parse(literal, CultureInfo.InvariantCulture), 0.5 * Math.Pow(10, -decimals));
    }
}
