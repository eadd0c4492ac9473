namespace Sintropia.Biology.Circulation;

/// <summary>A body that cannot be: volumes or flows that contradict each other.</summary>
/// <param name="message">What contradicts what, and what to do.</param>
public sealed class PhysiologyException(string message) : ArgumentException(message);
