using System.Text.RegularExpressions;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Telemetry;

public sealed partial class DashboardRuleTests
{
    [Fact]
    public void Dashboards_show_what_is_measured() => Spoiled.IsNowhere(DashboardRule.Violations);

    [Fact]
    public void Every_measurement_of_the_engines_is_shown()
    {
        var board = new Cluster("aks").Get("ConfigMap", "grafana-dashboards").Pairs("data").Values.Single();

        Assert.All(MetricNames.OfTheEngines, m => Assert.Contains(MetricNames.InPrometheusOf(m.Name, m.Kind, m.Unit), name => board.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sintropia_predictor_queue", "sintropia_predictor_waiting", "shows sintropia_predictor_waiting, which nothing measures")]
    [InlineData("\"uid\": \"prometheus\"", "\"uid\": \"mimir\"", "asks the source mimir, which is not provisioned")]
    [InlineData("\"id\": 3,", "\"id\": 2,", "two panels of one id")]
    public void A_panel_that_would_stay_empty_is_red(string text, string instead, string said) => Spoiled.IsRed(DashboardRule.Violations, said, c =>
    {
        var data = c.Get("ConfigMap", "grafana-dashboards")["data"]!;
        Assert.Contains(text, (string)data["sintropia.json"]!, StringComparison.Ordinal);
        data["sintropia.json"] = ((string)data["sintropia.json"]!).Replace(text, instead, StringComparison.Ordinal);
    });

    [Fact]
    public void An_autoscaler_that_asks_for_what_nobody_offers_is_red() => Spoiled.IsRed(
        DashboardRule.Violations, "asks for queue, which k8s/autoscaling does not offer", c => c.Get("HorizontalPodAutoscaler", "predictor").Put("spec/metrics/0/pods/metric/name", "queue"), "aks");

    [Theory]
    [InlineData("prometheus/url", "http://prometheus.monitoring.svc", "which is another namespace")]
    [InlineData("prometheus/url", "http://mimir.sintropia.svc", "mimir.sintropia.svc is no service")]
    [InlineData("rules/custom/0/seriesQuery", "sintropia_waiting{}", "makes a metric of sintropia_waiting{}, which nothing measures")]
    public void An_adapter_that_asks_elsewhere_is_red(string path, string value, string said)
    {
        var adapter = Yaml.File("k8s/autoscaling/prometheus-adapter-values.yaml").Single();
        Assert.Empty(DashboardRule.Scalers(new("aks"), adapter));
        adapter.Put(path, value);

        Assert.Contains(DashboardRule.Scalers(new("aks"), adapter), complaint => complaint.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_the_engines_measure_is_among_the_names_with_its_unit()
    {
        var measured = Repository.Files("src", "*.cs").Concat(Repository.Files("silo", "*.cs")).SelectMany(file => Instrument().Matches(Repository.Read(file))).ToList();

        Assert.NotEmpty(measured);
        Assert.All(measured, m => Assert.Contains((m.Groups[2].Value, Kind(m.Groups[1].Value), m.Groups[3].Value), MetricNames.OfTheEngines));

        static string Kind(string instrument) => instrument switch { "Histogram" => "histogram", "Counter" or "ObservableCounter" => "counter", _ => "gauge" };
    }

    [Fact]
    public void Names_become_those_of_Prometheus()
    {
        Assert.Equal(["sintropia_checkpoint_bytes_total"], MetricNames.InPrometheusOf("sintropia.checkpoint.bytes", "counter", "By"));
        Assert.Equal(["sintropia_tick_duration_seconds_bucket", "sintropia_tick_duration_seconds_sum", "sintropia_tick_duration_seconds_count"], MetricNames.InPrometheusOf("sintropia.tick.duration", "histogram", "s"));
    }

    [GeneratedRegex("""\.Create(Counter|Histogram|UpDownCounter|Gauge|ObservableCounter|ObservableGauge|ObservableUpDownCounter)(?:<[a-z]+>)?\(\s*"(sintropia\.[^"]+)",(?:[^"]*,)?\s*"([^"]+)"[,)]""")]
    private static partial Regex Instrument();
}
