namespace Sintropia.Runs.Results;

/// <summary>Who said how the cells of a run respond.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Dimensions of a cell's state.</param>
/// <param name="WeightsSha256">Hash of its weights.</param>
/// <param name="TrainedOn">What it was trained on.</param>
/// <param name="Licence">Licence of its weights.</param>
public sealed record PredictorNote(string Name, int Dimensions, string WeightsSha256, string TrainedOn, string Licence);
