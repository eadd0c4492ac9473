using Sintropia.Data.Genes;

namespace Sintropia.Data.Scores;

/// <summary>How a set of genes is scored. Defaults are scanpy's.</summary>
public sealed record GeneScoreOptions
{
    /// <summary>How many control genes each range of expression gives.</summary>
    public int Controls { get; init; } = 50;

    /// <summary>Into how many ranges of mean expression genes fall.</summary>
    public int Bins { get; init; } = 25;

    /// <summary>The seed of the draw; scanpy's <c>random_state</c>.</summary>
    public uint Seed { get; init; }

    /// <summary>Whether genes of the set count among those that controls are drawn from, to be taken out afterwards; scanpy's <c>ctrl_as_ref</c>.</summary>
    public bool SetAmongControls { get; init; } = true;

    /// <summary>Which release's draw and rounding to repeat.</summary>
    public ScanpyRelease As { get; init; }

    /// <summary>Genes that controls are drawn from, in order; null for all. Names that the matrix lacks are left out.</summary>
    public IReadOnlyList<string>? Pool { get; init; }

    /// <summary>Renamed symbols; null to compare names as they are written, as scanpy does.</summary>
    public GeneAliases? Aliases { get; init; }
}
