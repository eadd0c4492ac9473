namespace Sintropia.Design.Combinations;

/// <summary>A measurement that is proposed: a pair of doses of two drugs whose single doses are measured.</summary>
/// <param name="Block">What sets the matrix apart.</param>
/// <param name="DrugA">The first drug.</param>
/// <param name="DrugB">The second.</param>
/// <param name="DoseA">Its dose.</param>
/// <param name="DoseB">Its dose.</param>
/// <param name="Bliss">Effect that independence makes one expect.</param>
/// <param name="Excess">What the model expects beyond that.</param>
/// <param name="Deviation">How unsure it is.</param>
/// <param name="Worth">What the measurement is worth.</param>
public sealed record ProposedPair(string Block, string DrugA, string DrugB, double DoseA, double DoseB, double Bliss, double Excess, double Deviation, double Worth);
