namespace Sintropia.Biology.Expression;

/// <summary>What the numbers of a state mean.</summary>
public enum ExpressionSpace
{
    /// <summary>Molecules counted.</summary>
    Counts,

    /// <summary>log(1 + counts scaled to one depth).</summary>
    LogNormalised,

    /// <summary>Axes of a latent space, which the card names.</summary>
    Latent,
}
