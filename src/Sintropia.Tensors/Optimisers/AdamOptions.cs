namespace Sintropia.Tensors.Optimisers;

/// <summary>How Adam steps.</summary>
public sealed record AdamOptions
{
    /// <summary>Learning rate.</summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary>Share of the mean gradient that is kept.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the mean square that is kept.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Weight decay.</summary>
    public double Decay { get; init; }

    /// <summary>Whether decay shrinks parameters directly (AdamW), or is added to gradients (Adam).</summary>
    public bool Decoupled { get; init; }

    /// <summary>Whether the largest mean square so far stands in for the present one.</summary>
    public bool AmsGrad { get; init; }

    /// <summary>Adam.</summary>
    public static AdamOptions Adam { get; } = new();

    /// <summary>AdamW, with PyTorch's decay of 0.01.</summary>
    public static AdamOptions AdamW { get; } = new() { Decay = 0.01, Decoupled = true };
}
