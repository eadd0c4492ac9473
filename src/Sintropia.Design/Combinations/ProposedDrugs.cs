namespace Sintropia.Design.Combinations;

/// <summary>A pair of drugs that is proposed to be measured together.</summary>
/// <param name="Block">What sets the matrix apart.</param>
/// <param name="DrugA">The first drug.</param>
/// <param name="DrugB">The second.</param>
/// <param name="Excess">Mean excess over Bliss that the model expects.</param>
/// <param name="Deviation">How unsure it is.</param>
/// <param name="Worth">What the measurement is worth.</param>
public sealed record ProposedDrugs(string Block, string DrugA, string DrugB, double Excess, double Deviation, double Worth);
