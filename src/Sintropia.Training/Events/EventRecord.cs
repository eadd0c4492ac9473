using System.Collections.Immutable;

namespace Sintropia.Training.Events;

/// <summary>An event of a training as TensorBoard reads it.</summary>
/// <param name="WallTime">Seconds since 1970.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Scalars">Curves and their values at this step; empty in the first event of a file.</param>
/// <param name="FileVersion">What the first event of a file says; empty in others.</param>
public sealed record EventRecord(double WallTime, long Step, ImmutableArray<KeyValuePair<string, float>> Scalars, string FileVersion = "");
