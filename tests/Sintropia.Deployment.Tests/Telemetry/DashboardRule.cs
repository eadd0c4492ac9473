using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Telemetry;

/// <summary>Dashboards show what is measured, from sources that are there, and the autoscaler asks for what the adapter offers.</summary>
internal static partial class DashboardRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) => [.. Boards(cluster), .. Scalers(cluster, Yaml.File("k8s/autoscaling/prometheus-adapter-values.yaml").Single())];

    /// <summary>What an autoscaler asks for and an adapter does not offer.</summary>
    public static IEnumerable<string> Scalers(Cluster cluster, JsonObject adapter)
    {
        var url = new Uri($"{adapter.Text("prometheus/url")}:{adapter.Text("prometheus/port")}");
        if (Network.Flow.Behind(cluster, url.Host, url.Port).Wrong is { } wrong) yield return $"The adapter asks {url}: {wrong}";
        if (url.Host.Split('.').ElementAtOrDefault(1) != cluster.Find("Service", "prometheus").Text("metadata/namespace")) yield return $"The adapter asks {url}, which is another namespace than Prometheus'.";

        var offered = adapter.Items("rules/custom").Select(r => r.Text("name/as")).ToList();
        foreach (var rule in adapter.Items("rules/custom").Where(r => !MetricNames.InPrometheus.Contains(r.Text("seriesQuery")!.Split('{')[0])))
            yield return $"The adapter makes a metric of {rule.Text("seriesQuery")}, which nothing measures.";
        foreach (var scaler in cluster.Of("HorizontalPodAutoscaler"))
            foreach (var asked in scaler.Items("spec/metrics").Where(m => m.Text("type") == "Pods").Select(m => m.Text("pods/metric/name")).Except(offered))
                yield return $"{Kustomization.Identity(scaler)} asks for {asked}, which k8s/autoscaling does not offer.";
    }

    private static IEnumerable<string> Boards(Cluster cluster)
    {
        var sources = TelemetryRule.Config(cluster, "grafana-sources", "grafana-sources.yaml").Items("datasources").Select(s => s.Text("uid")).ToHashSet();
        foreach (var (file, text) in cluster.Get("ConfigMap", "grafana-dashboards").Pairs("data"))
        {
            var board = JsonNode.Parse(text)!;
            foreach (var panel in board.Items("panels").Where(p => p.Text("type") != "row"))
            {
                var title = $"{file}, panel '{panel.Text("title")}'";
                if (panel.Items("targets").Count == 0) yield return $"{title} shows nothing.";
                foreach (var target in panel.Items("targets"))
                {
                    if (!sources.Contains(target.Text("datasource/uid"))) yield return $"{title} asks the source {target.Text("datasource/uid")}, which is not provisioned.";
                    foreach (var metric in Metric().Matches(target.Text("expr")!).Select(m => m.Value).Where(m => !MetricNames.InPrometheus.Contains(m)))
                        yield return $"{title} shows {metric}, which nothing measures.";
                }
            }

            if (board.Items("panels").GroupBy(p => p.Text("id")).Any(same => same.Count() > 1)) yield return $"{file} has two panels of one id.";
        }
    }

    [GeneratedRegex(@"\b(?:sintropia|dotnet)_[a-z0-9_]+")]
    private static partial Regex Metric();
}
