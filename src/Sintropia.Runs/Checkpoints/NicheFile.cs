namespace Sintropia.Runs.Checkpoints;

/// <summary>A niche of a checkpoint.</summary>
/// <param name="Tissue">Position of its tissue.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
public sealed record NicheFile(int Tissue, string File, long Bytes, string Sha256);
