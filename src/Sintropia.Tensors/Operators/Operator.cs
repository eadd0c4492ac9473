namespace Sintropia.Tensors.Operators;

/// <summary>Applies an operator to a case: its outputs by name.</summary>
/// <param name="given">What it is given.</param>
public delegate IReadOnlyDictionary<string, Tensor> Operator(OperatorCase given);
