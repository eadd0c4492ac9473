using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>A field of what is known of samples, and how it becomes numbers.</summary>
/// <param name="Name">As the columns of a table have it.</param>
/// <param name="Group">The group of latent numbers that it belongs to.</param>
/// <param name="Values">Values in the order of columns: texts; or units, among them the field's own name for the number itself.</param>
/// <param name="Mean">Of ln of the number; none for texts.</param>
/// <param name="Deviation">Of ln of the number; none for texts.</param>
public sealed record GemField(string Name, string Group, ImmutableArray<string> Values, double? Mean = null, double? Deviation = null)
{
    /// <summary>Whether it is a number and a unit, as "10 uM".</summary>
    public bool IsQuantity => Mean is not null;
}
