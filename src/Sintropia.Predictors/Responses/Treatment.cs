using System.Collections.Immutable;

namespace Sintropia.Predictors.Responses;

/// <summary>What is done to cells, and to which.</summary>
/// <param name="Doses">All that is done; nothing for controls.</param>
/// <param name="Context">Cell type, line or batch that the cells are of; empty where data have one only.</param>
public sealed record Treatment(ImmutableArray<Dose> Doses, string Context = "")
{
    /// <summary>Nothing.</summary>
    public static Treatment None { get; } = new([]);

    /// <summary>The names, joined by '+' in their order.</summary>
    public string Name => string.Join('+', Doses.Select(d => d.Perturbation));

    /// <summary>The strongest level; 0 for nothing.</summary>
    public double Strength => Doses.IsEmpty ? 0 : Doses.Max(d => d.Level);

    /// <summary>Perturbations joined by '+', each at level 1.</summary>
    /// <param name="perturbation">As data sets write it.</param>
    /// <param name="control">What is written where nothing was done; parts of that name are nothing.</param>
    /// <param name="context">Of the cells.</param>
    public static Treatment Of(string perturbation, string control, string context = "")
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        return new([.. Parts(perturbation, control).Select(part => new Dose(part))], context);
    }

    /// <summary>The parts of a name that are something.</summary>
    public static IEnumerable<string> Parts(string perturbation, string control)
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        return perturbation == control ? [] : perturbation.Split('+').Where(part => part != control);
    }
}
