namespace Sintropia.Grains.Runs;

/// <summary>The grain storage that runs and their registry are kept in; every silo configures a provider of this name.</summary>
public static class GrainStorage
{
    /// <summary>Its name.</summary>
    public const string Name = "sintropia";
}
