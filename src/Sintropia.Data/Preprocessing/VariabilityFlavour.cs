namespace Sintropia.Data.Preprocessing;

/// <summary>How the variability of genes is measured; names as scanpy's flavours.</summary>
public enum VariabilityFlavour
{
    /// <summary>Of log-normalised data: log dispersion (variance over mean of what was logged), standardised among genes of like mean. Satija et al. 2015, doi:10.1038/nbt.3192.</summary>
    Seurat,

    /// <summary>Of log-normalised data, as they are: dispersion against the median and the median deviation among genes of like mean. Zheng et al. 2017, doi:10.1038/ncomms14049.</summary>
    CellRanger,

    /// <summary>Of counts: variance after standardising by what a curve of variance over mean expects, extremes clipped. Stuart et al. 2019, doi:10.1016/j.cell.2019.05.031.</summary>
    SeuratV3,
}
