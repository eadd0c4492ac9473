using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Sintropia.Silo.Options;

/// <summary>The whole text has to match; unlike <see cref="RegularExpressionAttribute"/>, which lets empty text pass.</summary>
/// <param name="pattern">A regular expression.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MatchesAttribute(string pattern) : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string text && Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);
}
