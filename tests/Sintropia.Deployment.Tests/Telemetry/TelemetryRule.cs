using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Network;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Telemetry;

/// <summary>The servers that watch are configured for one another: each listens where its pod says, and reaches what it names.</summary>
internal static class TelemetryRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        var (collector, tempo, prometheus, grafana) = (Config(cluster, "collector", "collector-config.yaml"), Config(cluster, "tempo", "tempo-config.yaml"), Config(cluster, "prometheus", "prometheus-config.yaml"), Config(cluster, "grafana-sources", "grafana-sources.yaml"));
        return
        [
            .. Listens(cluster, "collector", "otlp", PortOf(collector.Text("receivers/otlp/protocols/grpc/endpoint"))),
            .. Listens(cluster, "collector", "metrics", PortOf(collector.Text("exporters/prometheus/endpoint"))),
            .. Listens(cluster, "collector", "health", PortOf(collector.Text("extensions/health_check/endpoint"))),
            .. Listens(cluster, "tempo", "otlp", PortOf(tempo.Text("distributor/receivers/otlp/protocols/grpc/endpoint"))),
            .. Listens(cluster, "tempo", "http", tempo.Text("server/http_listen_port")),
            .. Reaches(cluster, "collector", collector.At("exporters") is JsonObject exporters && exporters["otlp/tempo"] is { } sends ? sends.Text("endpoint") : null),
            .. prometheus.Items("scrape_configs").SelectMany(job => job.Items("static_configs")).SelectMany(s => s.Texts("targets")).SelectMany(target => Reaches(cluster, "prometheus", target)),
            .. grafana.Items("datasources").SelectMany(source => Reaches(cluster, "grafana", source.Text("url")?.Replace("http://", "", StringComparison.Ordinal))),
            .. Pipelines(collector),
            .. collector.IsTrue("exporters/prometheus/resource_to_telemetry_conversion/enabled") ? [] : new[] { "The collector does not make labels of resources: no series would say which pod it is of." },
            .. cluster.Workloads.SelectMany(w => Files(cluster, w)),
        ];
    }

    /// <summary>A file of a ConfigMap, read.</summary>
    public static JsonObject Config(Cluster cluster, string name, string file) => Yaml.Documents(cluster.Get("ConfigMap", name).Pairs("data")[file], file).Single();

    private static string? PortOf(string? endpoint) => endpoint?.Split(':').Last();

    private static IEnumerable<string> Listens(Cluster cluster, string workload, string port, string? configured)
    {
        var declared = new Workload(cluster.Manifests.Single(m => Workload.Kinds.Contains(m.Text("kind")) && m.Text("metadata/name") == workload)).Containers.SelectMany(c => c.Items("ports"))
            .FirstOrDefault(p => p.Text("name") == port).Text("containerPort");
        if (declared != configured) yield return $"{workload} is configured to listen at {configured ?? "nothing"} for {port}, and its pod declares {declared ?? "no such port"}.";
    }

    private static IEnumerable<string> Reaches(Cluster cluster, string workload, string? target)
    {
        var from = new Workload(cluster.Manifests.Single(m => Workload.Kinds.Contains(m.Text("kind")) && m.Text("metadata/name") == workload));
        if (target?.Split(':') is not [var host, var port]) yield return $"{workload} is configured with '{target}', which is no host:port.";
        else if (Flow.Obstacle(cluster, from, host, int.Parse(port)) is { } obstacle) yield return $"{workload} is configured with {target}: {obstacle}";
    }

    private static IEnumerable<string> Pipelines(JsonObject collector)
    {
        foreach (var (name, pipeline) in collector.At("service/pipelines") as JsonObject ?? [])
            foreach (var part in new[] { "receivers", "processors", "exporters" })
                foreach (var used in pipeline.Texts(part).Where(used => !((JsonObject?)collector[part])?.ContainsKey(used) ?? true))
                    yield return $"The collector's pipeline {name} uses {used}, which is not among its {part}.";
        foreach (var needed in new[] { "traces", "metrics" })
            if (collector.At($"service/pipelines/{needed}") is null) yield return $"The collector has no pipeline for {needed}.";
    }

    /// <summary>A file that an argument names lies in a mounted ConfigMap.</summary>
    private static IEnumerable<string> Files(Cluster cluster, Workload workload)
    {
        foreach (var container in workload.Containers)
            foreach (var argument in container.Texts("args").Where(a => a.EndsWith(".yaml", StringComparison.Ordinal)))
            {
                var path = argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];
                var mount = container.Items("volumeMounts").FirstOrDefault(m => path.StartsWith(m.Text("mountPath") + "/", StringComparison.Ordinal));
                var volume = workload.Pod.Items("volumes").FirstOrDefault(v => v.Text("name") == mount.Text("name"));
                if (!cluster.Find("ConfigMap", volume.Text("configMap/name")).Pairs("data").ContainsKey(Path.GetFileName(path)))
                    yield return $"{workload.Called} is started with {path}, and no ConfigMap that it mounts has that file.";
            }
    }
}
