using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Death;

/// <summary>Facts about outcomes.</summary>
public static class Outcomes
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    private static readonly string[] Names = ["apoptosis", "necrosis", "mitotic_death", "slippage", "senescence"];

    /// <summary>The name that files and scenarios use.</summary>
    public static string Name(this Outcome outcome) => Names[(int)outcome];

    /// <summary>The state that the outcome puts a cell in; null for slippage, which leads back to the start of the cycle.</summary>
    public static Phase? LeadsTo(this Outcome outcome) => outcome switch
    {
        Outcome.Apoptosis => Phase.Apoptotic,
        Outcome.Necrosis => Phase.Necrotic,
        Outcome.MitoticDeath => Phase.MitoticDeath,
        Outcome.Senescence => Phase.Senescent,
        _ => null,
    };
}
