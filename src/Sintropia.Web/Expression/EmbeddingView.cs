namespace Sintropia.Web.Expression;

/// <summary>A sample of the cells of a run's cells.h5ad, laid out in the plane by what they express.</summary>
/// <param name="Layout">components: the first two principal components of the sample; neighbours: neighbours kept together, for the eye alone.</param>
/// <param name="Space">What their states are: log1p of normalised counts, counts, or latent.</param>
/// <param name="Dimensions">Dimensions of a state.</param>
/// <param name="Explained">Share of the variance along each axis; empty where axes have no meaning.</param>
/// <param name="TimeH">The snapshot that is shown, h.</param>
/// <param name="TimesH">All snapshots, h, ascending.</param>
/// <param name="Cells">Cells that are shown.</param>
/// <param name="Of">Cells of the snapshot that the file holds.</param>
/// <param name="Ids">Who they are.</param>
/// <param name="X">Where; shape [cells].</param>
/// <param name="Y">Where; shape [cells].</param>
/// <param name="Categories">Columns of names: phase, condition, cell_type, tissue.</param>
/// <param name="Numbers">Columns of numbers: clone, generation, replicate and the level of each agent.</param>
/// <param name="Units">Units of levels, by column.</param>
public sealed record EmbeddingView(
    string Layout, string Space, int Dimensions, IReadOnlyList<double> Explained, double TimeH, IReadOnlyList<double> TimesH, int Cells, int Of, IReadOnlyList<string> Ids, IReadOnlyList<double> X, IReadOnlyList<double> Y,
    IReadOnlyDictionary<string, CategoryView> Categories, IReadOnlyDictionary<string, IReadOnlyList<double?>> Numbers, IReadOnlyDictionary<string, string> Units);
