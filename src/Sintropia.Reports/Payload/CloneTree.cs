namespace Sintropia.Reports.Payload;

/// <summary>The cells of one clone in one condition and replicate. Columns, one entry per cell, mothers before daughters.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Replicate">Replicate.</param>
/// <param name="Omitted">Cells left out because the tree is too large to draw.</param>
/// <param name="Ids">Cell identities, hexadecimal.</param>
/// <param name="Parents">Index of the mother in this tree, or -1.</param>
/// <param name="Types">Cell types.</param>
/// <param name="BirthH">Birth, h; before 0 for founders.</param>
/// <param name="EndH">Division, death, or end of the run, h.</param>
/// <param name="Fates">divided, apoptosis, necrosis, mitotic_death, senescent or alive.</param>
/// <param name="PhasesH">Hours spent in G0, G1, S, G2 and M; shape [cells, 5].</param>
public sealed record CloneTree(
    string Condition, int Replicate, int Omitted, IReadOnlyList<string> Ids, IReadOnlyList<int> Parents, IReadOnlyList<string> Types,
    IReadOnlyList<double> BirthH, IReadOnlyList<double> EndH, IReadOnlyList<string> Fates, IReadOnlyList<double[]> PhasesH);
