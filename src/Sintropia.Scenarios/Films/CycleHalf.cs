using Sintropia.Evaluation.Lineages;

namespace Sintropia.Scenarios.Films;

/// <summary>Phases that share a heritable pace.</summary>
/// <param name="Phases">Their names.</param>
internal sealed record CycleHalf(IReadOnlyList<string> Phases)
{
    /// <summary>How long a cell took for all of them, h; null where that was not seen from beginning to end.</summary>
    public double? Hours(LineageCell cell)
    {
        double sum = 0;
        foreach (var phase in Phases)
        {
            if (cell.Completed(phase) is not { } hours) return null;
            sum += hours;
        }

        return sum;
    }

    /// <summary>Mothers with their daughters.</summary>
    public FamilyCorrelation Mothers(LineageTable table) => FamilyCorrelation.MothersAndDaughters(table.Lineages, Hours);

    /// <summary>Sisters.</summary>
    public FamilyCorrelation Sisters(LineageTable table) => FamilyCorrelation.Sisters(table.Lineages, Hours);

    /// <summary>Both correlations.</summary>
    public Kinship Kinship(LineageTable table) => Films.Kinship.Of(Mothers(table), Sisters(table));
}
