using Sintropia.Predictors.Trained;

namespace Sintropia.Training.Predictions;

/// <summary>What is known of a prediction beside its cells.</summary>
/// <param name="Perturbation">Its name.</param>
/// <param name="Context">Of the cells; empty where there is one.</param>
/// <param name="Cells">How many cells were predicted.</param>
/// <param name="Change">Root mean square over genes of the mean change.</param>
/// <param name="Spread">Root mean square over genes of the standard deviation of that between the members of an ensemble; not a number for models that are none.</param>
/// <param name="Distance">How far the treatment is from what the model was trained with.</param>
/// <param name="CellDistance">How far the cells are from the controls that it was trained on: about 1 for cells like them.</param>
public sealed record PredictedPerturbation(string Perturbation, string Context, int Cells, double Change, double Spread, TrainingDistance Distance, double CellDistance);
