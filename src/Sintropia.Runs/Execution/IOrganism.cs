using Sintropia.Biology.Cells;
using Sintropia.Runs.Checkpoints;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>A living organism, wherever its cells are: in this process, or spread over a cluster. Called by one thread, between two ticks.</summary>
public interface IOrganism : IDisposable
{
    /// <summary>What it was made from.</summary>
    OrganismPlan Plan { get; }

    /// <summary>Ticks done.</summary>
    long Ticks { get; }

    /// <summary>Now, h.</summary>
    double Time => Plan.TimeOf(Ticks);

    /// <summary>Whether the run has reached its end.</summary>
    bool IsComplete => Time >= Plan.Duration;

    /// <summary>Cells, the visible dead included.</summary>
    long Cells { get; }

    /// <summary>Whether its cells live in this process: whoever drives it counts their steps then.</summary>
    bool IsHere => true;

    /// <summary>Lives through one tick.</summary>
    /// <exception cref="PopulationLimitException">More cells than the plan allows.</exception>
    /// <exception cref="OrganismLostException">Some of it is gone; it can only be brought back from a checkpoint.</exception>
    void Advance();

    /// <summary>What it looks like now.</summary>
    /// <param name="groups">Number of clone groups to count apart, for standard errors.</param>
    OrganismRecord Observe(int groups);

    /// <summary>Living cells, and what happened so far.</summary>
    OrganismCounts Count();

    /// <summary>Cells of each tissue in each phase with which the last tick began, when those who go from tissue to tissue had gone; shape [tissues][cell types, phases], row-major. Empty before the first tick.</summary>
    IReadOnlyList<long[]> Began { get; }

    /// <summary>Lives that ended since the last call, with the number of their tissue, in an order that no scheduling changes.</summary>
    IReadOnlyList<(int Tissue, LineageRecord Life)> DrainLineage();

    /// <summary>All cells that are there now, ordered by tissue and identity.</summary>
    IReadOnlyList<(int Tissue, Cell Cell)> Census();

    /// <summary>What living cells of a sample express now, ordered by tissue and identity.</summary>
    /// <param name="bound">The greatest number in the sample, of <see cref="CellSample"/>.</param>
    IReadOnlyList<ExpressingCell> Express(ulong bound);

    /// <summary>A cell that is there now, with its tissue; null if there is none of that identity.</summary>
    (TissuePlan Tissue, Cell Cell)? Find(CellId id);

    /// <summary>State that is not in niches, for a checkpoint.</summary>
    OrganismState Save();

    /// <summary>Writes all niches to a checkpoint that has begun.</summary>
    IReadOnlyList<NicheFile> WriteNiches(ICheckpointStore store, string checkpoint, bool durable);

    /// <summary>Whether it would be better off restored from the checkpoint just written, since where it lives has changed.</summary>
    bool WantsRestore => false;
}
