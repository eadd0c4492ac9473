using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;

namespace Sintropia.Training.Benchmarks;

/// <summary>A system, baseline or null that was made from the training part of a fold.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Role">Which of them it is.</param>
/// <param name="Model">What answers.</param>
/// <param name="Trained">The trained model; null for baselines and nulls, which are computed.</param>
/// <param name="Note">What it is, for the notes of a table.</param>
internal sealed record FoldModel(string Name, EntryRole Role, IPerturbationModel Model, TrainedModel? Trained = null, string Note = "");
