namespace Sintropia.Runs.Port;

/// <summary>Which run.</summary>
/// <param name="Value">Letters, digits and hyphens.</param>
public readonly record struct RunId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
