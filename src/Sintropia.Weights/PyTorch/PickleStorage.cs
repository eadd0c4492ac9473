namespace Sintropia.Weights.PyTorch;

/// <summary>The numbers of one storage in the file.</summary>
/// <param name="Key">Its entry.</param>
/// <param name="Type">Its elements; null for bytes that wait for a dtype.</param>
/// <param name="Start">Its first byte in the file.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record PickleStorage(string Key, ElementType? Type, long Start, long Length)
{
    /// <inheritdoc/>
    public override string ToString() => "torch storage " + Key;
}
