namespace Sintropia.Training.Tests;

/// <summary>Tests that weigh the memory of their process: nothing else may run in it meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
