namespace Sintropia.Evaluation.Growth;

/// <summary>How a tumour grows.</summary>
public enum TumourLaw
{
    /// <summary>dV/dt = rV.</summary>
    Exponential,

    /// <summary>dV/dt = rV(1 − V/K).</summary>
    Logistic,

    /// <summary>dV/dt = rV^b.</summary>
    Mendelsohn,

    /// <summary>dV/dt = rVe^(−ρt).</summary>
    Gompertz,

    /// <summary>dV/dt = αV^⅔ − βV.</summary>
    VonBertalanffy,
}
