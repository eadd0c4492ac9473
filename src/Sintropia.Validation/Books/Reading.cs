using System.Globalization;

namespace Sintropia.Validation.Books;

/// <summary>A value in a row: a number, or a text such as a fingerprint.</summary>
/// <param name="Number">The number; null for a text.</param>
/// <param name="Text">The text; null for a number.</param>
public readonly record struct Reading(double? Number, string? Text)
{
    /// <summary>A number.</summary>
    public static implicit operator Reading(double number) => new(number, null);

    /// <summary>A text.</summary>
    public static implicit operator Reading(string text) => new(null, text);

    /// <summary>Six significant digits, or the text.</summary>
    public override string ToString() => Number is { } number ? number.ToString("G6", CultureInfo.InvariantCulture) : Text ?? "";
}
