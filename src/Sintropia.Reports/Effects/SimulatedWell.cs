using Sintropia.Evaluation.Assays;

namespace Sintropia.Reports.Effects;

/// <summary>One simulated culture: a population of a condition and replicate, with the largest level of every agent that reached it.</summary>
/// <param name="Condition">Condition; with the name of the run where several are read.</param>
/// <param name="Replicate">Replicate.</param>
/// <param name="Population">Tissue and type.</param>
/// <param name="Levels">Largest nominal level of each agent, those at 0 left out.</param>
/// <param name="Hours">Record times, h.</param>
/// <param name="Counts">Living cells.</param>
public sealed record SimulatedWell(string Condition, int Replicate, string Population, IReadOnlyDictionary<string, double> Levels, IReadOnlyList<double> Hours, IReadOnlyList<double> Counts)
{
    internal CountCourse Course(string drug) => new([drug, Population], Levels.GetValueOrDefault(drug), Levels.Count == 0, Hours, Counts);
}
