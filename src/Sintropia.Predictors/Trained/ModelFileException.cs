namespace Sintropia.Predictors.Trained;

/// <summary>A file is no trained model that this version can use. The message names the file and says what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it, if something did.</param>
public sealed class ModelFileException(string message, Exception? inner = null) : Exception(message, inner);
