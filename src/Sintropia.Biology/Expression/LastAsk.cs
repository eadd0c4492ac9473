using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>When a predictor was last asked where a cell would settle, and in what circumstances. 16 bytes without padding: checkpoints and fingerprints read them.</summary>
/// <param name="Key">Key of the exposure class that it was in.</param>
/// <param name="Tick">The tick at whose end it was asked for; −1 for never.</param>
/// <param name="Phase">The phase it was in; −1 for none.</param>
public readonly record struct LastAsk(ulong Key, int Tick, int Phase)
{
    /// <summary>Size of a row.</summary>
    public const int Bytes = 16;

    /// <summary>Not asked yet: so founders and newborns are asked at the end of their first tick.</summary>
    public static LastAsk Never { get; } = new(0, -1, -1);

    /// <summary>Whether it is time to ask again.</summary>
    /// <param name="phase">The phase the cell is in now.</param>
    /// <param name="key">Key of the exposure class that it is in now.</param>
    /// <param name="tick">The tick that ends.</param>
    /// <param name="every">Ticks after which a predictor is asked whatever happened.</param>
    public bool IsStale(Phase phase, ulong key, long tick, int every) => Phase != (int)phase || Key != key || tick - Tick >= every;
}
