using System.Text.RegularExpressions;
using Sintropia.Biology.Interventions;

namespace Sintropia.Scenarios.Quantities;

/// <summary>Doses as they are written: an amount and a route.</summary>
internal static partial class DoseText
{
    /// <summary>What the routes look like, for the schema.</summary>
    public const string Routes = "(po|oral|by mouth|iv|iv bolus|(iv |infusion |iv infusion )over TIME)";

    /// <summary>What an amount may be measured in.</summary>
    public static IReadOnlyList<Dimension> Amounts { get; } = [Dimension.Mass, Dimension.Amount, Dimension.MassPerWeight, Dimension.MassPerSurface];

    /// <summary>Whether a text ends in a route, and which; the time of an infusion is not read yet.</summary>
    /// <param name="text">As written.</param>
    /// <param name="amount">What stands before the route.</param>
    /// <param name="route">The route.</param>
    /// <param name="over">The time of an infusion; empty for others.</param>
    public static bool TryParse(string text, out string amount, out Route route, out string over)
    {
        var match = Form().Match(text.Trim());
        (amount, over) = (match.Groups["amount"].Value.Trim(), match.Groups["over"].Value.Trim());
        route = match.Groups["oral"].Success ? Route.Oral : over.Length > 0 ? Route.Infusion : Route.Bolus;
        return match.Success;
    }

    /// <summary>The route in words.</summary>
    public static string Words(this Route route, double hours) => route switch
    {
        Route.Oral => "by mouth",
        Route.Infusion => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"into a vein over {hours:0.######} h"),
        _ => "into a vein",
    };

    [GeneratedRegex(@"^(?<amount>.*?)\s+((?<oral>po|oral|by mouth)|(iv bolus|iv)|(iv infusion|infusion|iv) over (?<over>.+))$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
