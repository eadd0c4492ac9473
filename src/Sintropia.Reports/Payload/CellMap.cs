namespace Sintropia.Reports.Payload;

/// <summary>Cells in the plane, near each other where they express alike. All lists have a number a cell.</summary>
/// <param name="Genes">Genes that the principal components were made of.</param>
/// <param name="Components">Principal components that neighbours were found in.</param>
/// <param name="Phases">Names of phases, in the order in which they are drawn.</param>
/// <param name="Conditions">Names of conditions.</param>
/// <param name="X">Across; of no unit.</param>
/// <param name="Y">Up; of no unit.</param>
/// <param name="S">Score of the genes of S; empty where the panel has too few.</param>
/// <param name="G2M">Score of the genes of G2 and M; empty where the panel has too few.</param>
/// <param name="Phase">Index into the phases.</param>
/// <param name="Condition">Index into the conditions.</param>
/// <param name="Generation">Divisions since the founder.</param>
/// <param name="Time">Time of the snapshot, h.</param>
public sealed record CellMap(
    int Genes, int Components, IReadOnlyList<string> Phases, IReadOnlyList<string> Conditions, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> S, IReadOnlyList<double> G2M,
    IReadOnlyList<int> Phase, IReadOnlyList<int> Condition, IReadOnlyList<int> Generation, IReadOnlyList<double> Time);
