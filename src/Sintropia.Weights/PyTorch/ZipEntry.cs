namespace Sintropia.Weights.PyTorch;

/// <summary>A file inside a zip file.</summary>
/// <param name="Header">First byte of its local header.</param>
/// <param name="Start">First byte of its content.</param>
/// <param name="Length">Bytes of its content in the file.</param>
/// <param name="Method">How it is packed; 0 for as it is.</param>
internal readonly record struct ZipEntry(long Header, long Start, long Length, ushort Method);
