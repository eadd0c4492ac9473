namespace Sintropia.Predictors.StateTransition;

/// <summary>How far a predicted set of cells is from an observed one.</summary>
public enum SetLoss
{
    /// <summary>Half the energy distance, as geomloss computes it: the published choice.</summary>
    Energy,

    /// <summary>Mean squared difference of cells in the same place. Only where places mean something.</summary>
    SquaredError,

    /// <summary>Debiased optimal transport with entropic blur.</summary>
    Sinkhorn,

    /// <summary>0.01 of Sinkhorn and the energy distance.</summary>
    SinkhornAndEnergy,

    /// <summary>Squared maximum mean discrepancy under Gaussian kernels. Not in the reference.</summary>
    MeanDiscrepancy,
}
