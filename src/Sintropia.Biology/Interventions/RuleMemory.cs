namespace Sintropia.Biology.Interventions;

/// <summary>What a rule of dosing remembers from dose to dose.</summary>
/// <param name="Holds">Whether it kept the last dose back.</param>
/// <param name="Times">How often it began to.</param>
/// <param name="Kept">Doses that it kept back.</param>
public readonly record struct RuleMemory(bool Holds, int Times, int Kept);
