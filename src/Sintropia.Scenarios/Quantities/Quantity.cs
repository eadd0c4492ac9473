using System.Globalization;
using System.Text.RegularExpressions;

namespace Sintropia.Scenarios.Quantities;

/// <summary>A number with its unit, as written.</summary>
/// <param name="Number">The number before the unit.</param>
/// <param name="Unit">The unit.</param>
public readonly partial record struct Quantity(double Number, Unit Unit)
{
    /// <summary>The value in another unit of the same dimension. Metric prefixes are moved in decimal, so 100 nM is exactly the double 0.1 in uM.</summary>
    /// <exception cref="ArgumentException">The unit measures something else.</exception>
    public double In(Unit unit)
    {
        if (!AlikeOrPlain(Unit.Dimension, unit.Dimension)) throw new ArgumentException($"{this} is {Unit.Dimension.Named()} and cannot be given in '{unit}', the unit of {unit.Dimension.Named()}.");
        var value = Shifted(Number, Unit.Power - unit.Power);
        var (times, by) = ((long)Unit.Numerator * unit.Denominator, (long)Unit.Denominator * unit.Numerator);
        return times == by ? value : value * times / by;
    }

    /// <summary>The value in the base of its dimension: h, per h, M, g/L, Gy, a fraction of 1.</summary>
    public double Base => Shifted(Number, Unit.Power) * Unit.Numerator / Unit.Denominator;

    /// <summary>The number as the shortest text that reads back the same, and the unit.</summary>
    public override string ToString() => Unit is null || Unit.Symbol.Length == 0 ? Text(Number) : $"{Text(Number)} {Unit.Symbol}";

    /// <summary>Reads a quantity.</summary>
    /// <param name="text">Such as <c>24 h</c>.</param>
    /// <param name="dimensions">What it may measure.</param>
    /// <exception cref="FormatException">It is no such quantity; the message says why and what to write.</exception>
    public static Quantity Parse(string text, params IReadOnlyList<Dimension> dimensions) =>
        TryParse(text, dimensions, out var quantity, out var problem, out _) ? quantity : throw new FormatException(problem);

    /// <summary>Reads a quantity, or says what is wrong with it.</summary>
    /// <param name="text">Such as <c>24 h</c>.</param>
    /// <param name="dimensions">What it may measure.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="problem">Why it is none; empty if it is one.</param>
    /// <param name="nearest">The nearest valid thing, if any is near.</param>
    public static bool TryParse(string text, IReadOnlyList<Dimension> dimensions, out Quantity quantity, out string problem, out string? nearest)
    {
        quantity = default;
        problem = "";
        nearest = null;
        var match = Form().Match(text.Trim());
        var wanted = Wanted(dimensions);
        if (!match.Success)
        {
            problem = DecimalComma().IsMatch(text)
                ? $"'{text}' is not {wanted}: its comma separates nothing. Write a decimal point, or groups of three digits as in 50,000"
                : $"'{text}' is not {wanted}: it does not begin with a number. Write for example '{dimensions[0].Example()}'";
            nearest = DecimalComma().IsMatch(text) ? text.Replace(',', '.') : null;
            return false;
        }

        if (OneGroup().IsMatch(match.Groups["number"].Value) && !dimensions.Contains(Dimension.Cells))
        {
            nearest = text.Replace(",", "");
            problem = $"'{text}' is not clear: half the world reads its comma as a decimal point. Write '{nearest}' or '{text.Replace(',', '.')}'";
            return false;
        }

        var written = match.Groups["unit"].Value;
        var digits = match.Groups["number"].Value.Replace(",", "");
        var number = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        var unit = Units.Find(Blanks().Replace(written, " "));
        if (unit is null)
        {
            nearest = Units.Nearest(written, dimensions);
            problem = $"'{text}' is not {wanted}: '{written}' is no known unit{(nearest is null ? $". Write for example '{dimensions[0].Example()}'" : "")}";
        }
        else if (!dimensions.Any(d => AlikeOrPlain(unit.Dimension, d)))
        {
            problem = unit.Symbol.Length == 0
                ? $"'{text}' has no unit. Write {wanted} such as '{dimensions[0].Example()}'"
                : $"'{text}' is not {wanted}: '{written}' is the unit of {unit.Dimension.Named()}. Write for example '{dimensions[0].Example()}'";
        }
        else if (double.IsInfinity(number))
        {
            problem = $"'{text}' is too large a number";
        }
        else if (number == 0 && digits.AsSpan(0, digits.AsSpan().IndexOfAny('e', 'E') is var e and >= 0 ? e : digits.Length).IndexOfAnyInRange('1', '9') >= 0)
        {
            problem = $"'{text}' is too small a number; write 0 if you mean none";
        }
        else
        {
            quantity = new(number, unit);
            if (double.IsFinite(quantity.Base)) return true;
            problem = $"'{text}' is too large a number";
        }

        return false;
    }

    /// <summary>A fraction may be a plain number as well.</summary>
    private static bool AlikeOrPlain(Dimension given, Dimension wanted) => given == wanted || (given == Dimension.Number && wanted == Dimension.Fraction);

    private static string Wanted(IReadOnlyList<Dimension> dimensions) =>
        dimensions.Count > 1 && dimensions.Contains(Dimension.MolarConcentration) ? "a concentration" : string.Join(" or ", dimensions.Select(d => d.Named()));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double Shifted(double number, int power)
    {
        if (power == 0 || number == 0) return number;
        var text = Text(number);
        var exponent = text.IndexOf('E');
        var (digits, own) = exponent < 0 ? (text, 0) : (text[..exponent], int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return double.Parse($"{digits}E{own + power}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<number>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?)(?![\d.,])\s*(?<unit>\D.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\s*[+-]?\d+,\d+", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3},[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex OneGroup();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
