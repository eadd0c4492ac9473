using System.Collections.Immutable;

namespace Sintropia.Predictors.Catalogue;

/// <summary>What a model on disk says of itself.</summary>
/// <param name="Path">File or folder.</param>
/// <param name="Name">Its name.</param>
/// <param name="Family">What kind of model it is; "weights" for a file that does not say.</param>
/// <param name="Licence">Of its weights; empty where it does not say.</param>
/// <param name="TrainedOn">The data, in a sentence; empty where it does not say.</param>
/// <param name="Parameters">Numbers in its tensors.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="Hash">SHA-256 of the file of weights.</param>
/// <param name="Facts">What else is known, as name and value.</param>
public sealed record ModelCard(string Path, string Name, string Family, string Licence, string TrainedOn, long Parameters, long Bytes, string Hash, ImmutableArray<(string Name, string Value)> Facts);
