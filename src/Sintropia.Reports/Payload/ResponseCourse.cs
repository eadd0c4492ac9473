namespace Sintropia.Reports.Payload;

/// <summary>By how much a trained model moves a gene over time; replicates averaged.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Tissue">The tissue.</param>
/// <param name="Members">Members of the ensemble; 1 for a model that is none.</param>
/// <param name="Times">h.</param>
/// <param name="Change">Mean change of expression against untouched cells.</param>
/// <param name="Low">The least that a member says.</param>
/// <param name="High">The most that a member says.</param>
public sealed record ResponseCourse(string Gene, string Condition, string Tissue, int Members, IReadOnlyList<double> Times, IReadOnlyList<double> Change, IReadOnlyList<double> Low, IReadOnlyList<double> High);
