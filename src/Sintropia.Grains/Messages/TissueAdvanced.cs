using Sintropia.Biology.Cycle;
using Sintropia.Grains.Cells;

namespace Sintropia.Grains.Messages;

/// <summary>What became of a tissue in a tick.</summary>
/// <param name="Number">Position of the tissue in the plan.</param>
/// <param name="Tick">Ticks done.</param>
/// <param name="Count">Cells, the visible dead included.</param>
/// <param name="Cells">Cells by type and phase; shape [cell types, phases], row-major.</param>
/// <param name="Events">Events since the start of the run; shape [cell types, events], row-major.</param>
/// <param name="Ended">Lives that ended in this tick, in no order.</param>
/// <param name="Trouble">What stopped it.</param>
/// <param name="Why">What is to be said of it.</param>
[GenerateSerializer, Immutable, Alias("tissue-advanced")]
public sealed record TissueAdvanced(
    [property: Id(0)] int Number, [property: Id(1)] long Tick, [property: Id(2)] long Count, [property: Id(3)] long[] Cells, [property: Id(4)] long[] Events, [property: Id(5)] byte[][] Ended,
    [property: Id(6)] Trouble Trouble = Trouble.None, [property: Id(7)] string Why = "")
{
    /// <summary>Cells by type and phase with which the tick began, when those who go from tissue to tissue had gone; shape [cell types, phases], row-major. Empty before the first tick.</summary>
    [Id(8)]
    public long[] Began { get; init; } = [];

    /// <summary>The same after cells have left it or come into it.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="sign">1 for those that come, −1 for those that leave.</param>
    public TissueAdvanced Changed(IReadOnlyList<byte[]> cells, int sign)
    {
        var counts = (long[])[.. Cells];
        foreach (var row in cells)
        {
            ref readonly var cell = ref CellBytes.State(row);
            counts[cell.Type * Phases.Count + (int)cell.Phase] += sign;
        }

        return this with { Cells = counts, Count = Count + sign * cells.Count };
    }
}
