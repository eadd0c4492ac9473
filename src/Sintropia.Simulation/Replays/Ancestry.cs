using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Replays;

/// <summary>How a cell descends from its founder. An identity holds all of it: a daughter's is Philox of her mother's, which can be undone.</summary>
/// <param name="Tissue">Position of the tissue in the plan that its founder was founded in.</param>
/// <param name="Population">Position of the founder's population in that tissue.</param>
/// <param name="Founder">Number of the founder in its population.</param>
/// <param name="Line">The founder, her daughter, and so on to the cell itself.</param>
public sealed record Ancestry(int Tissue, int Population, int Founder, IReadOnlyList<CellId> Line)
{
    /// <summary>Generations that <see cref="Find"/> goes back: each doubles what may have been.</summary>
    public const int MostGenerations = 20;

    private const ulong FounderKey = 2; // of CellId.Founder

    /// <summary>The cell.</summary>
    public CellId Cell => Line[^1];

    /// <summary>Which daughter it was born as at each division.</summary>
    public IReadOnlyList<int> Daughters { get; } = [.. Line.Skip(1).Select((id, i) => id == Line[i].Daughter(0) ? 0 : id == Line[i].Daughter(1) ? 1
        : throw new ArgumentException($"Cell {id} is no daughter of {Line[i]}. Give the line of descent from the founder on."))];

    /// <summary>Finds a cell's line of descent from its identity alone.</summary>
    /// <param name="plan">The plan whose founders it may descend from.</param>
    /// <param name="id">The cell.</param>
    /// <returns>Null if no founder is found within <see cref="MostGenerations"/>.</returns>
    public static Ancestry? Find(OrganismPlan plan, CellId id)
    {
        var generation = new List<CellId> { id };
        var born = new List<List<CellId>>();
        for (var back = 0; back <= MostGenerations; back++)
        {
            for (var i = 0; i < generation.Count; i++)
                if (FoundedAs(plan, generation[i]) is var (tissue, population, number)) return new(tissue, population, number, Descend(born, generation, i));
            born.Add(generation);
            generation = [.. generation.SelectMany(cell => new[] { cell.Mother(0), cell.Mother(1) })];
        }

        return null;
    }

    /// <summary>The line of descent that a table of mothers says, for cells of more generations than <see cref="Find"/> can go back.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="line">The founder, her daughter, and so on to the cell itself.</param>
    /// <returns>Null if the first is no founder of the plan.</returns>
    public static Ancestry? Of(OrganismPlan plan, IReadOnlyList<CellId> line) => FoundedAs(plan, line[0]) is var (tissue, population, number) ? new(tissue, population, number, line) : null;

    private static (int Tissue, int Population, int Number)? FoundedAs(OrganismPlan plan, CellId id)
    {
        var numbered = Philox.Decrypt(new(id.High, id.Low), FounderKey);
        var population = numbered.High;
        for (var tissue = 0; tissue < plan.Tissues.Count; tissue++)
        {
            var populations = plan.Tissues[tissue].Populations;
            if (population < (ulong)populations.Count) return numbered.Low < (ulong)populations[(int)population].Cells ? (tissue, (int)population, (int)numbered.Low) : null;
            population -= (ulong)populations.Count;
        }

        return null;
    }

    /// <summary>The mother at position i is that of cell i / 2 of the generation after hers.</summary>
    private static List<CellId> Descend(List<List<CellId>> born, List<CellId> generation, int position)
    {
        var line = new List<CellId> { generation[position] };
        for (var back = born.Count - 1; back >= 0; back--) line.Add(born[back][position >>= 1]);
        return line;
    }
}
