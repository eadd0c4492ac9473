namespace Sintropia.Predictors.Perturbations;

/// <summary>A file of perturbations' vectors cannot be used. The message names file, line and value, and says what to do.</summary>
/// <param name="message">What is wrong.</param>
public sealed class PerturbationFileException(string message) : Exception(message);
