using Sintropia.Runs.Results;

namespace Sintropia.Web.Runs;

/// <summary>A run with what it is and what it came to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Conditions">Its conditions; empty before it is described.</param>
/// <param name="Replicates">Replicates of each.</param>
/// <param name="Seed">Seed of all draws.</param>
/// <param name="DurationH">Simulated time, h.</param>
/// <param name="BranchOf">The run it was forked off; null for none.</param>
/// <param name="Fingerprint">What two runs share if and only if they are equal to the last bit; null until it is complete.</param>
/// <param name="Predictor">Who said how its cells respond; null where they express nothing.</param>
/// <param name="Parts">What each condition and replicate came to.</param>
public sealed record RunDetail(RunSummary Run, IReadOnlyList<string> Conditions, int Replicates, ulong? Seed, double? DurationH, BranchNote? BranchOf, string? Fingerprint, PredictorNote? Predictor, IReadOnlyList<PartSummary> Parts);
