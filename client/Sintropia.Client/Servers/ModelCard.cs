namespace Sintropia.Client.Servers;

/// <summary>What a predictor is, what it knows, and where it comes from.</summary>
/// <param name="Name">Its name, as scenarios have it.</param>
/// <param name="Input">What it takes: counts, log_normalised or latent.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Dimensions">Dimensions of a state.</param>
/// <param name="Features">Names of the dimensions.</param>
/// <param name="Agents">Interventions that it knows; empty where it takes those of any scenario.</param>
/// <param name="Time">What its answer means in time.</param>
/// <param name="Sets">Whether it looks at cells one by one.</param>
/// <param name="TrainedOn">What it was trained on.</param>
/// <param name="Licence">Licence of its weights.</param>
/// <param name="WeightsSha256">Hash of its weights.</param>
public sealed record ModelCard(
    string Name, string Input, string Output, int Dimensions, IReadOnlyList<string> Features, IReadOnlyList<string> Agents, string Time, string Sets, string TrainedOn, string Licence, string WeightsSha256);
