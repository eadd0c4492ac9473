namespace Sintropia.Predictors.Perturbations;

/// <summary>A perturbation is asked for that a model has no vector of. It never becomes another one in silence.</summary>
/// <param name="name">What was asked for.</param>
/// <param name="message">Says so, with the nearest names and what to do.</param>
public sealed class UnknownPerturbationException(string name, string message) : Exception(message)
{
    /// <summary>What was asked for.</summary>
    public string Name => name;
}
