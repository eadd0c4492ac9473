namespace Sintropia.Tensors.Optimisers;

/// <summary>Parameters that an optimiser treats alike.</summary>
/// <param name="Members">Names and tensors.</param>
public sealed record ParameterGroup(IReadOnlyList<(string Name, Tensor Tensor)> Members)
{
    /// <summary>Factor of the optimiser's rate.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>Weight decay of these parameters; the optimiser's own where none is given.</summary>
    public double? Decay { get; init; }

    /// <summary>All parameters alike.</summary>
    public static IReadOnlyList<ParameterGroup> All(IEnumerable<(string Name, Tensor Tensor)> parameters) => [new([.. parameters])];

    /// <summary>Decay for matrices, none for biases and the weights of norms, which have one axis.</summary>
    public static IReadOnlyList<ParameterGroup> ByDecay(IEnumerable<(string Name, Tensor Tensor)> parameters, double decay)
    {
        var all = parameters.ToList();
        return [new([.. all.Where(p => p.Tensor.Rank > 1)]) { Decay = decay }, new([.. all.Where(p => p.Tensor.Rank <= 1)]) { Decay = 0 }];
    }
}
