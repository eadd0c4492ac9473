namespace Sintropia.Design;

/// <summary>A design cannot be searched for, for a reason that its user can mend. The message names file, line and value where there are any, and says what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it, if something did.</param>
public sealed class DesignException(string message, Exception? inner = null) : Exception(message, inner);
