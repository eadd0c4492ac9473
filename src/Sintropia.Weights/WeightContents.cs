using Sintropia.Weights.PyTorch;

namespace Sintropia.Weights;

/// <summary>What a reader found.</summary>
internal sealed record WeightContents(WeightFormat Format, IReadOnlyList<WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, Node? Root = null);
