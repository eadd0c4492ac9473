namespace Sintropia.Reports.Payload;

/// <summary>What the report shows of expression: of the cells in cells.h5ad.</summary>
/// <param name="Cells">Cells in the file.</param>
/// <param name="Scored">Of these, those that means and scores are of: evenly chosen where there are many.</param>
/// <param name="Genes">Genes, or latent dimensions, of each.</param>
/// <param name="Space">What their numbers are, in words.</param>
/// <param name="Measures">What is followed over time.</param>
/// <param name="Courses">Means of each measure by condition, over all cells and in each phase.</param>
/// <param name="Map">Cells in the plane; null where there are too few.</param>
/// <param name="Responses">How far a trained model moves genes over time; empty without one.</param>
public sealed record ExpressionView(long Cells, int Scored, int Genes, string Space, IReadOnlyList<ExpressionMeasure> Measures, IReadOnlyList<ExpressionCourse> Courses, CellMap? Map, IReadOnlyList<ResponseCourse> Responses);
