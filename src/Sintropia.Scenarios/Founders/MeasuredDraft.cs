using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Tables;

namespace Sintropia.Scenarios.Founders;

/// <summary>Measured cells as they were read, before the panel is chosen.</summary>
/// <param name="Request">Who asked for them.</param>
/// <param name="Name">The file, as the scenario names it.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Obs">What is said of the chosen cells.</param>
/// <param name="Panel">Genes of the file.</param>
/// <param name="Matrix">Values of the chosen cells; shape [cells, genes].</param>
/// <param name="Values">What these are.</param>
/// <param name="Sizes">Size of each chosen cell over all its genes; null where its sum is taken.</param>
/// <param name="All">Cells of the file.</param>
internal sealed record MeasuredDraft(FounderRequest Request, string Name, string Sha256, Table Obs, GenePanel Panel, CellMatrix Matrix, CountsCheck Values, IReadOnlyList<double>? Sizes, int All);
