using Sintropia.Biology.Cells;
using Sintropia.Runs.Checkpoints;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>An organism in this process.</summary>
/// <param name="organism">The organism.</param>
internal sealed class LocalOrganism(Organism organism) : IOrganism
{
    /// <inheritdoc/>
    public OrganismPlan Plan => organism.Plan;

    /// <inheritdoc/>
    public long Ticks => organism.Ticks;

    /// <inheritdoc/>
    public long Cells => organism.Cells;

    /// <inheritdoc/>
    public void Advance() => organism.Advance();

    /// <inheritdoc/>
    public OrganismRecord Observe(int groups) => organism.Observe(groups);

    /// <inheritdoc/>
    public OrganismCounts Count() => OrganismCounts.Of(organism.Tissues.Select(tissue => (tissue.CountByPhase(), tissue.CountEvents())));

    /// <inheritdoc/>
    public IReadOnlyList<long[]> Began => organism.Began;

    /// <inheritdoc/>
    public IReadOnlyList<(int Tissue, LineageRecord Life)> DrainLineage() => organism.DrainLineage();

    /// <inheritdoc/>
    public IReadOnlyList<(int Tissue, Cell Cell)> Census() => organism.Census();

    /// <inheritdoc/>
    public IReadOnlyList<ExpressingCell> Express(ulong bound) => organism.Express(bound);

    /// <inheritdoc/>
    public (TissuePlan Tissue, Cell Cell)? Find(CellId id) => organism.Find(id) is var (tissue, cell) ? (tissue.Plan, cell) : null;

    /// <inheritdoc/>
    public OrganismState Save() => organism.Save();

    /// <inheritdoc/>
    public IReadOnlyList<NicheFile> WriteNiches(ICheckpointStore store, string checkpoint, bool durable)
    {
        var niches = organism.Tissues.SelectMany((tissue, t) => tissue.Niches.Select((niche, n) => (Tissue: t, Number: n, Niche: niche))).ToArray();
        var files = new NicheFile[niches.Length];
        organism.ForEach(niches.Length, i => files[i] = NicheFiles.Write(store, checkpoint, niches[i].Tissue, niches[i].Number, niches[i].Niche, durable));
        return files;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
