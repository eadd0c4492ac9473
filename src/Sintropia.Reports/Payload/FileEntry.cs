namespace Sintropia.Reports.Payload;

/// <summary>A file of the run.</summary>
/// <param name="Bytes">Size, bytes.</param>
/// <param name="Sha256">Hash of its content.</param>
public sealed record FileEntry(long Bytes = 0, string Sha256 = "");
