namespace Sintropia.Tensors.Operators;

/// <summary>What an operator made of a case.</summary>
/// <param name="Outputs">Its outputs by name.</param>
/// <param name="Gradients">The gradients that were asked for, by the name of the input.</param>
public sealed record OperatorResult(IReadOnlyDictionary<string, Tensor> Outputs, IReadOnlyDictionary<string, Tensor> Gradients);
