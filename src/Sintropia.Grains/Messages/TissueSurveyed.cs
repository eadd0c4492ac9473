using Sintropia.Simulation.Tissues;

namespace Sintropia.Grains.Messages;

/// <summary>What a tissue looks like.</summary>
/// <param name="Number">Position of the tissue in the plan.</param>
/// <param name="Organ">Its organ.</param>
/// <param name="Tissue">Its name.</param>
/// <param name="Groups">Number of clone groups.</param>
/// <param name="Cells">Shape [cell types, phases], row-major.</param>
/// <param name="CellsByGroup">Shape [cell types, phases, groups], row-major.</param>
/// <param name="Events">Shape [cell types, events], row-major.</param>
/// <param name="Levels">Mean nominal level of each agent over the last tick; shape [agents].</param>
/// <param name="Fingerprint">Hash of all of it.</param>
[GenerateSerializer, Immutable, Alias("tissue-surveyed")]
public sealed record TissueSurveyed(
    [property: Id(0)] int Number, [property: Id(1)] string Organ, [property: Id(2)] string Tissue, [property: Id(3)] int Groups, [property: Id(4)] long[] Cells,
    [property: Id(5)] long[] CellsByGroup, [property: Id(6)] long[] Events, [property: Id(7)] double[] Levels, [property: Id(8)] UInt128 Fingerprint)
{
    /// <summary>The same for a record.</summary>
    public TissueRecord Record => new()
    {
        Organ = Organ, Tissue = Tissue, Groups = Groups, Cells = Cells, CellsByGroup = CellsByGroup, Events = Events, Levels = Levels, Fingerprint = Fingerprint,
    };
}
