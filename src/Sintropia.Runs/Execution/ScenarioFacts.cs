using Sintropia.Runs.Results;

namespace Sintropia.Runs.Execution;

/// <summary>What a run directory tells of its scenario, for readers and reports.</summary>
/// <param name="Interventions">What is done under each condition.</param>
/// <param name="Assumptions">Every number used, with its source or without.</param>
/// <param name="Files">Files to copy into the run directory, by name: the scenario and what it includes.</param>
/// <param name="Predictor">Who says how cells respond; null without expression.</param>
public sealed record ScenarioFacts(IReadOnlyList<InterventionNote> Interventions, IReadOnlyList<AssumptionNote> Assumptions, IReadOnlyDictionary<string, byte[]> Files, PredictorNote? Predictor = null);
