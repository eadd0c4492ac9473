namespace Sintropia.Training.Samples;

/// <summary>How far a task is.</summary>
/// <param name="Study">The study that was done.</param>
/// <param name="Studies">Studies done.</param>
/// <param name="Of">All studies.</param>
/// <param name="Samples">Samples asked about so far.</param>
public sealed record StudyProgress(string Study, int Studies, int Of, long Samples);
