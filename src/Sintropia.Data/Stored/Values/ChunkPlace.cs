namespace Sintropia.Data.Stored.Values;

/// <summary>Where a chunk lies.</summary>
/// <param name="Number">Which it is: chunks are counted row after row, the last dimension fastest.</param>
/// <param name="Address">Where in the file.</param>
/// <param name="Size">Bytes there.</param>
/// <param name="Mask">A bit for each filter that was left out.</param>
internal readonly record struct ChunkPlace(long Number, long Address, long Size, uint Mask);
