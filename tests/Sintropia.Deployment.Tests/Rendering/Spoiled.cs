namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>A rule is worth having if it is green on what is right and red on what is wrong.</summary>
internal static class Spoiled
{
    /// <summary>Passes where no overlay breaks the rule.</summary>
    public static void IsNowhere(Func<Cluster, IEnumerable<string>> rule)
    {
        Assert.NotEmpty(Cluster.Overlays);
        var said = Cluster.Overlays.SelectMany(overlay => rule(new(overlay)).Select(complaint => $"{overlay}: {complaint}")).Distinct().ToList();
        if (said.Count > 0) Assert.Fail($"{said.Count} thing(s) to put right:\n  {string.Join("\n  ", said)}");
    }

    /// <summary>Passes where the rule says so of an overlay that was right before it was spoiled.</summary>
    public static void IsRed(Func<Cluster, IEnumerable<string>> rule, string said, Action<Cluster> spoil, string overlay = "local")
    {
        Assert.Empty(rule(new(overlay)));
        var cluster = new Cluster(overlay);
        spoil(cluster);
        Assert.Contains(rule(cluster), complaint => complaint.Contains(said, StringComparison.Ordinal));
    }
}
