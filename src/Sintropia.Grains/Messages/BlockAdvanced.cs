namespace Sintropia.Grains.Messages;

/// <summary>What became of a block of cells in a tick.</summary>
/// <param name="Tick">Ticks done.</param>
/// <param name="Count">Cells, the visible dead included.</param>
/// <param name="Cells">Cells by type and phase; shape [cell types, phases], row-major.</param>
/// <param name="Events">Events since the block was founded or brought back; shape [cell types, events], row-major.</param>
/// <param name="History">Sum of the hashes of the lives that ended in it since then.</param>
/// <param name="Ended">Lives that ended in this tick.</param>
/// <param name="Trouble">What stopped it.</param>
/// <param name="Why">What is to be said of it.</param>
[GenerateSerializer, Immutable, Alias("block-advanced")]
public sealed record BlockAdvanced(
    [property: Id(0)] long Tick, [property: Id(1)] int Count, [property: Id(2)] long[] Cells, [property: Id(3)] long[] Events, [property: Id(4)] UInt128 History, [property: Id(5)] byte[] Ended,
    [property: Id(6)] Trouble Trouble = Trouble.None, [property: Id(7)] string Why = "")
{
    /// <summary>A block that was stopped.</summary>
    public static BlockAdvanced Stopped(Trouble trouble, string why) => new(0, 0, [], [], 0, [], trouble, why);
}
