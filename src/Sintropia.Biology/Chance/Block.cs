namespace Sintropia.Biology.Chance;

/// <summary>128 bits.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct Block(ulong High, ulong Low);
