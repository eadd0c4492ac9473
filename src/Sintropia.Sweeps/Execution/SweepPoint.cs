namespace Sintropia.Sweeps.Execution;

/// <summary>One combination of values.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Texts">Values as the scenario writes them; shape [parameters].</param>
/// <param name="Numbers">The same as numbers in the units of the parameters; of words, which one. Shape [parameters].</param>
public sealed record SweepPoint(int Number, IReadOnlyList<string> Texts, IReadOnlyList<double> Numbers);
