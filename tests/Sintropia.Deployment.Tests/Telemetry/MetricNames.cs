namespace Sintropia.Deployment.Tests.Telemetry;

/// <summary>What the engines measure, and what it is called on the way to Prometheus: dots become underscores, the unit is appended, a counter ends in total.</summary>
internal static class MetricNames
{
    /// <summary>Instruments of the meters <c>Sintropia.*</c> with their kind and unit; a unit in braces counts things and is not appended.</summary>
    public static IReadOnlyList<(string Name, string Kind, string Unit)> OfTheEngines { get; } =
    [
        ("sintropia.cells", "gauge", "{cell}"),
        ("sintropia.cell_steps", "counter", "{step}"),
        ("sintropia.divisions", "counter", "{division}"),
        ("sintropia.deaths", "counter", "{death}"),
        ("sintropia.tick.duration", "histogram", "s"),
        ("sintropia.checkpoint.duration", "histogram", "s"),
        ("sintropia.checkpoint.bytes", "counter", "By"),
        ("sintropia.predictor.queue", "gauge", "{cell}"),
        ("sintropia.predictor.batch.size", "histogram", "{cell}"),
        ("sintropia.predictor.batch.duration", "histogram", "s"),
        ("sintropia.predictor.wait.duration", "histogram", "s"),
    ];

    /// <summary>Of .NET itself, that the page of the silos shows.</summary>
    private static readonly (string Name, string Kind, string Unit)[] OfTheRuntime =
    [
        ("dotnet.process.memory.working_set", "gauge", "By"), ("dotnet.gc.pause.time", "counter", "s"), ("dotnet.process.cpu.time", "counter", "s"),
    ];

    /// <summary>All of them as Prometheus has them.</summary>
    public static IReadOnlySet<string> InPrometheus { get; } = OfTheEngines.Concat(OfTheRuntime).SelectMany(m => InPrometheusOf(m.Name, m.Kind, m.Unit)).ToHashSet();

    /// <summary>What becomes of one.</summary>
    public static IEnumerable<string> InPrometheusOf(string name, string kind, string unit)
    {
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var stem = name.Replace('.', '_');
        if (!stem.EndsWith(suffix, StringComparison.Ordinal)) stem += suffix;
        return kind switch
        {
            "counter" => [stem + "_total"],
            "histogram" => [stem + "_bucket", stem + "_sum", stem + "_count"],
            _ => [stem],
        };
    }
}
