using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Telemetry;

public sealed class TelemetryRuleTests
{
    [Fact]
    public void Who_watches_is_configured_for_one_another() => Spoiled.IsNowhere(TelemetryRule.Violations);

    [Theory]
    [InlineData("collector", "collector-config.yaml", "0.0.0.0:4317", "0.0.0.0:4318", "collector is configured to listen at 4318 for otlp")]
    [InlineData("collector", "collector-config.yaml", "0.0.0.0:8889", "0.0.0.0:9464", "collector is configured to listen at 9464 for metrics")]
    [InlineData("collector", "collector-config.yaml", "0.0.0.0:13133", "0.0.0.0:1", "collector is configured to listen at 1 for health")]
    [InlineData("collector", "collector-config.yaml", "endpoint: tempo:4317", "endpoint: tempo:4318", "the service tempo has no port 4318")]
    [InlineData("collector", "collector-config.yaml", "exporters: [prometheus]", "exporters: [promtheus]", "uses promtheus, which is not among its exporters")]
    [InlineData("collector", "collector-config.yaml", "enabled: true", "enabled: false", "which pod it is of")]
    [InlineData("collector", "collector-config.yaml", "    traces:", "    logs:", "has no pipeline for traces")]
    [InlineData("tempo", "tempo-config.yaml", "3200", "3201", "tempo is configured to listen at 3201 for http")]
    [InlineData("prometheus", "prometheus-config.yaml", "collector:8889", "collectors:8889", "collectors is no service of this cluster")]
    [InlineData("grafana-sources", "grafana-sources.yaml", "http://tempo:3200", "http://tempo:4317", "no policies let Deployment grafana through to port 4317")]
    [InlineData("grafana-sources", "grafana-sources.yaml", "http://prometheus:9090", "http://prometheus", "which is no host:port")]
    public void A_server_configured_for_another_is_red(string config, string file, string text, string instead, string said) => Spoiled.IsRed(TelemetryRule.Violations, said, c =>
    {
        var data = c.Get("ConfigMap", config)["data"]!;
        Assert.Contains(text, (string)data[file]!, StringComparison.Ordinal);
        data[file] = ((string)data[file]!).Replace(text, instead, StringComparison.Ordinal);
    });

    [Fact]
    public void A_file_that_no_ConfigMap_has_is_red() => Spoiled.IsRed(
        TelemetryRule.Violations, "no ConfigMap that it mounts has that file", c => c.Get("Deployment", "tempo").Put("spec/template/spec/containers/0/args/0", "-config.file=/etc/tempo/tempo.yaml"));
}
