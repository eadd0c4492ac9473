using Sintropia.Runs.Checkpoints;

namespace Sintropia.Grains.Messages;

/// <summary>A block of cells in a checkpoint.</summary>
/// <param name="Tissue">Position of its tissue.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("block-saved")]
public sealed record BlockSaved([property: Id(0)] int Tissue, [property: Id(1)] string File, [property: Id(2)] long Bytes, [property: Id(3)] string Sha256)
{
    /// <summary>The same in a manifest.</summary>
    public NicheFile Niche => new(Tissue, File, Bytes, Sha256);

    /// <summary>The message's form of a niche in a manifest.</summary>
    public static BlockSaved Of(NicheFile niche) => new(niche.Tissue, niche.File, niche.Bytes, niche.Sha256);
}
