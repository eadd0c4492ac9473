namespace Sintropia.Tensors.Backends;

/// <summary>How far apart two rows are.</summary>
public enum DistanceKind
{
    /// <summary>Σ (x − y)².</summary>
    SquaredEuclidean,

    /// <summary>√Σ (x − y)²; gradient 0 where the rows are equal.</summary>
    Euclidean,

    /// <summary>Σ |x − y|.</summary>
    Manhattan,
}
