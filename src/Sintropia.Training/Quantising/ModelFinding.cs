using System.Collections.Immutable;
using Sintropia.Predictors.Quantising;

namespace Sintropia.Training.Quantising;

/// <summary>What bytes do to a model.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Note">What it is, and how it was trained.</param>
/// <param name="Measures">Each measure in float32 and in int8.</param>
/// <param name="Layers">Layers by how much quantising each alone changes embeddings.</param>
/// <param name="Conformal">Conformal intervals and sets.</param>
public sealed record ModelFinding(string Model, string Note, ImmutableArray<MeasureFinding> Measures, ImmutableArray<LayerSensitivity> Layers, ImmutableArray<ConformalFinding> Conformal);
