namespace Sintropia.Training.Splits;

/// <summary>What is held out of training.</summary>
public enum SplitKind
{
    /// <summary>A share of the single perturbations, and all that is done together with one of them.</summary>
    Perturbations,

    /// <summary>A share of the doubles; they are grouped by how many of their singles training saw.</summary>
    Doubles,

    /// <summary>All perturbed cells of some contexts, whose controls stay in training.</summary>
    Contexts,

    /// <summary>As GEARS splits by a seed.</summary>
    Gears,

    /// <summary>As a manifest says that an earlier training wrote.</summary>
    Manifest,
}
