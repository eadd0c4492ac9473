namespace Sintropia.Tensors.Gradients;

/// <summary>Takes the gradient with respect to a result to the gradients with respect to its inputs.</summary>
internal delegate void Rule(in Backward at);
