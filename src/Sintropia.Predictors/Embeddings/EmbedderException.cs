namespace Sintropia.Predictors.Embeddings;

/// <summary>A folder of an embedding model cannot be used. The message names the folder or file, and says what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it, if something did.</param>
public sealed class EmbedderException(string message, Exception? inner = null) : Exception(message, inner);
