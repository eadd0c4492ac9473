namespace Sintropia.Silo.Options;

/// <summary>What a silo answers at <see cref="SiloOptions.HealthPort"/>.</summary>
public static class HealthPaths
{
    /// <summary>The process lives; where it does not answer, it is to be started anew.</summary>
    public const string Live = "/healthz/live";

    /// <summary>The silo is a member of its cluster and takes work; not while it drains.</summary>
    public const string Ready = "/healthz/ready";

    /// <summary>The silo has joined once; until then nothing is said of its life.</summary>
    public const string Startup = "/healthz/startup";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Live, Ready, Startup];
}
