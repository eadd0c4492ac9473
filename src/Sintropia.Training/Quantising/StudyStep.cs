namespace Sintropia.Training.Quantising;

/// <summary>How far a study is.</summary>
/// <param name="Stage">What is done.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Of">All of them.</param>
/// <param name="Loss">Of training; not a number elsewhere.</param>
public sealed record StudyStep(string Stage, int Done, int Of, double Loss);
