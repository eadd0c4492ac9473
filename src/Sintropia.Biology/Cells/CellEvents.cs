using Sintropia.Biology.Death;

namespace Sintropia.Biology.Cells;

/// <summary>Facts about events.</summary>
public static class CellEvents
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    /// <summary>Whether the event ends a cell's life: it divided or died.</summary>
    public static bool EndsLife(this CellEvent happened) => happened is CellEvent.Divided or CellEvent.Apoptosis or CellEvent.Necrosis or CellEvent.MitoticDeath;

    /// <summary>The name in tables; null for events that tables do not count.</summary>
    public static string? Name(this CellEvent happened) => happened switch
    {
        CellEvent.Divided => "divisions",
        CellEvent.Slipped => "slippage",
        CellEvent.Senesced => "senescence",
        CellEvent.Apoptosis => "apoptosis",
        CellEvent.Necrosis => "necrosis",
        CellEvent.MitoticDeath => "mitotic_death",
        CellEvent.Cleared => "cleared",
        _ => null,
    };

    /// <summary>The event that an outcome is, when it strikes.</summary>
    public static CellEvent Event(this Outcome outcome) => outcome switch
    {
        Outcome.Apoptosis => CellEvent.Apoptosis,
        Outcome.Necrosis => CellEvent.Necrosis,
        Outcome.MitoticDeath => CellEvent.MitoticDeath,
        Outcome.Slippage => CellEvent.Slipped,
        _ => CellEvent.Senesced,
    };
}
