using System.Globalization;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>Amounts as Kubernetes writes them: 500m, 2, 16Gi.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m),
        ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("", 1m),
    ];

    /// <summary>The number that is meant.</summary>
    /// <exception cref="FormatException">It is no amount.</exception>
    public static decimal Parse(string text)
    {
        var (suffix, factor) = Suffixes.First(s => text.EndsWith(s.Suffix, StringComparison.Ordinal));
        return decimal.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : throw new FormatException($"'{text}' is no amount, such as 500m, 2 or 16Gi.");
    }
}
