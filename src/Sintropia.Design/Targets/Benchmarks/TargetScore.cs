using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Targets.Benchmarks;

/// <summary>A row of the board: all searches of one task, system and measure.</summary>
/// <param name="Task">Data and protocol.</param>
/// <param name="Kind">single, double, or all.</param>
/// <param name="System">What searched.</param>
/// <param name="Role">system, baseline, null or chance.</param>
/// <param name="Measure">How likeness was measured.</param>
/// <param name="Perturbations">How many perturbations were sought.</param>
/// <param name="Candidates">Among how many.</param>
/// <param name="HitAt1">Share that came first, with an interval over perturbations.</param>
/// <param name="HitAt5">Share among the first five.</param>
/// <param name="Reciprocal">Mean reciprocal rank.</param>
/// <param name="Gain">Mean reciprocal rank less that of a random order, paired.</param>
/// <param name="BeatsNull">Share of searches that beat their null of exchanged genes; NaN where that was not tried.</param>
public sealed record TargetScore(string Task, string Kind, string System, string Role, string Measure, int Perturbations, int Candidates, Interval HitAt1, Interval HitAt5, Interval Reciprocal, Interval Gain, double BeatsNull);
