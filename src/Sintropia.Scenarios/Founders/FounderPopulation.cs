using Sintropia.Biology.Expression;

namespace Sintropia.Scenarios.Founders;

/// <summary>Measured cells that a population is founded on.</summary>
/// <param name="From">The file, as the scenario names it.</param>
/// <param name="Sha256">Hash of the file, 64 hexadecimal digits.</param>
/// <param name="Cells">The cells that the scenario chose of it.</param>
/// <param name="Notes">What was found in the file and what was made of it, in sentences.</param>
public sealed record FounderPopulation(string From, string Sha256, MeasuredCells Cells, IReadOnlyList<string> Notes);
