using System.Collections.Immutable;
using Sintropia.Biology.Interventions;

namespace Sintropia.Data.GroundTruth;

/// <summary>A perturbation whose effect is known.</summary>
/// <param name="Name">What it is called: the gene, or the compound.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Targets">Columns of the genes it hits.</param>
/// <param name="Shifts">By how much the natural logarithm of each target's expression is moved at full strength.</param>
/// <param name="HalfMaximum">Dose of half the effect, µM; of compounds.</param>
/// <param name="Power">Steepness of the dose–response; of compounds.</param>
/// <param name="Arrest">In which phase its cells gather at full strength, or null.</param>
public sealed record TruePerturbation(string Name, PerturbationKind Kind, ImmutableArray<int> Targets, ImmutableArray<double> Shifts, double HalfMaximum, double Power, Scores.CyclePhase? Arrest)
{
    /// <summary>Doses that compounds are given at, µM.</summary>
    public static ImmutableArray<double> Doses { get; } = [0.01, 0.1, 1, 10];

    /// <summary>The share of the full effect at a dose; 1 for what has no dose.</summary>
    /// <param name="dose">µM.</param>
    public double Strength(double dose) => Kind == PerturbationKind.Compound ? new Hill(HalfMaximum, Power, 1).At(dose) : 1;
}
