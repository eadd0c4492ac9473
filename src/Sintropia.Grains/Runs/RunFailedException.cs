namespace Sintropia.Grains.Runs;

/// <summary>A run failed on the cluster.</summary>
/// <param name="why">Why.</param>
public sealed class RunFailedException(string why) : Exception(why);
