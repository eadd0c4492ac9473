namespace Sintropia.Runs.Results;

/// <summary>A file of a run.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
public sealed record FileNote(long Bytes, string Sha256);
