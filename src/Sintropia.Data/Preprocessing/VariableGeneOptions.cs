namespace Sintropia.Data.Preprocessing;

/// <summary>Which genes count as variable. Defaults are scanpy's.</summary>
public sealed record VariableGeneOptions
{
    /// <summary>How variability is measured.</summary>
    public VariabilityFlavour Flavour { get; init; } = VariabilityFlavour.Seurat;

    /// <summary>How many genes to take; more where some are equal. Null takes those within the bounds below, and 2,000 for <see cref="VariabilityFlavour.SeuratV3"/>.</summary>
    public int? Top { get; init; }

    /// <summary>Means above this; without <see cref="Top"/>.</summary>
    public double MinMean { get; init; } = 0.0125;

    /// <summary>Means below this; without <see cref="Top"/>.</summary>
    public double MaxMean { get; init; } = 3;

    /// <summary>Standardised dispersions above this; without <see cref="Top"/>.</summary>
    public double MinDispersion { get; init; } = 0.5;

    /// <summary>Standardised dispersions below this; without <see cref="Top"/>.</summary>
    public double MaxDispersion { get; init; } = double.PositiveInfinity;

    /// <summary>Into how many ranges of means genes fall; of <see cref="VariabilityFlavour.Seurat"/>.</summary>
    public int Bins { get; init; } = 20;

    /// <summary>The share of genes that each point of the curve is fitted to; of <see cref="VariabilityFlavour.SeuratV3"/>.</summary>
    public double Span { get; init; } = 0.3;

    /// <summary>The base of the logarithms in the data; null for natural ones. Of <see cref="VariabilityFlavour.Seurat"/>.</summary>
    public double? LogBase { get; init; }
}
