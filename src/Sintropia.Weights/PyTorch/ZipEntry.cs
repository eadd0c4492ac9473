namespace Sintropia.Weights.PyTorch;

/// <summary>A file inside a zip file, stored as it is.</summary>
/// <param name="Header">First byte of its local header.</param>
/// <param name="Start">First byte of its content.</param>
/// <param name="Length">Bytes of its content.</param>
internal readonly record struct ZipEntry(long Header, long Start, long Length);
