using Sintropia.Biology.Cells;

namespace Sintropia.Grains.Cells;

/// <summary>A cell's identity in a message.</summary>
/// <param name="High">The upper half.</param>
/// <param name="Low">The lower half.</param>
[GenerateSerializer, Immutable, Alias("cell-identity")]
public readonly record struct CellIdentity([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    /// <summary>The identity.</summary>
    public CellId Id => new(High, Low);

    /// <summary>A message's form of an identity.</summary>
    public static CellIdentity Of(CellId id) => new(id.High, id.Low);
}
