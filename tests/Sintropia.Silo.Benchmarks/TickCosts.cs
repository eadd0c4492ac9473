namespace Sintropia.Silo.Benchmarks;

/// <summary>What the parts of a tick cost, each measured where it is nearly alone. Time of a processor, s, where nothing else is said.</summary>
internal sealed record TickCosts
{
    /// <summary>A tick of a culture so small that nothing is left but the way from the run to its cells and back, by silos on this machine. Wall time, s.</summary>
    public required IReadOnlyDictionary<int, double> Barrier { get; init; }

    /// <summary>What a silo takes while nothing happens, per second.</summary>
    public required double Idle { get; init; }

    /// <summary>A message to a niche and the answer, within a silo.</summary>
    public required double Local { get; init; }

    /// <summary>The same between silos.</summary>
    public required double Remote { get; init; }

    /// <summary>A step of a cell in a culture that grows on one silo; births and the division of niches are part of it.</summary>
    public required double Step { get; init; }

    /// <summary>What a row costs more that goes to a niche of another silo.</summary>
    public required double Row { get; init; }

    /// <summary>How much of its cores a tick keeps busy, the rest waiting for the last niche.</summary>
    public required double Busy { get; init; }

    /// <summary>A question to the network 64-256-64, answered on a processor, and settling.</summary>
    public required double Question { get; init; }

    /// <summary>Memory of a cell without expression, B.</summary>
    public required double Bytes { get; init; }

    /// <summary>Wall time of ticks of a growing culture, s, on silos of one machine. What binds is its cores: silos that share them add their processor time up, and others take some.</summary>
    /// <param name="founders">Cells at the start.</param>
    /// <param name="nicheSize">Most cells of a niche.</param>
    /// <param name="run">Which ticks, how the culture grew, how many cell-steps that were, and what others left of the cores.</param>
    /// <param name="silos">How many.</param>
    public double Predict(double founders, int nicheSize, Spent run, int silos) => Work(founders, nicheSize, run, silos) / (run.Cores * Busy - silos * Idle) + run.Ticks * Barrier[silos];

    /// <summary>Processor time of those ticks, s, without what silos take anyway.</summary>
    public double Work(double founders, int nicheSize, Spent run, int silos)
    {
        var (away, divisions) = ((silos - 1.0) / silos, Divisions.Of(founders, nicheSize, run.Growth, run.First, run.Last));
        return run.Steps * Step + divisions.Visits * (Local + away * (Remote - Local)) + divisions.Rows * away * Row;
    }
}
