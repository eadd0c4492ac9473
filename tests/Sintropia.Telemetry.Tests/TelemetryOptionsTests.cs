using System.ComponentModel.DataAnnotations;

namespace Sintropia.Telemetry.Tests;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Nothing_is_sent_unless_told_where() => Assert.Null(TelemetryExport.Start(new(), "culture"));

    [Theory]
    [InlineData("ftp://collector")]
    [InlineData("collector")]
    public void An_address_that_is_none_is_refused(string address) =>
        Assert.Contains("Give a whole address", Assert.Throws<ValidationException>(() => TelemetryExport.Start(new() { OtlpEndpoint = new(address, UriKind.RelativeOrAbsolute) }, "culture")).Message, StringComparison.Ordinal);

    [Fact]
    public void Metrics_cannot_be_sent_all_the_time() =>
        Assert.Contains("Telemetry:MetricsEvery", Assert.Throws<ValidationException>(() => TelemetryExport.Start(new() { MetricsEvery = TimeSpan.Zero }, "culture")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_variables_of_OpenTelemetry_are_heard()
    {
        var options = TelemetryOptions.FromEnvironment(name => name switch { "OTEL_EXPORTER_OTLP_ENDPOINT" => "http://localhost:4318", "OTEL_EXPORTER_OTLP_PROTOCOL" => "http/protobuf", _ => null });
        Assert.Equal((new Uri("http://localhost:4318"), TelemetryProtocol.Http), (options.OtlpEndpoint, options.Protocol));
        Assert.Equal(TelemetryProtocol.Grpc, TelemetryOptions.FromEnvironment(name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "http://localhost:4317" : null).Protocol);
        Assert.Null(TelemetryOptions.FromEnvironment(_ => null).OtlpEndpoint);
    }

    [Theory]
    [InlineData("localhost:4317", null, "OTEL_EXPORTER_OTLP_ENDPOINT is 'localhost:4317'")]
    [InlineData("http://localhost:4317", "http/json", "Use grpc or http/protobuf")]
    public void Variables_that_cannot_be_understood_are_refused(string endpoint, string? protocol, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => TelemetryOptions.FromEnvironment(name => name switch { "OTEL_EXPORTER_OTLP_ENDPOINT" => endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL" => protocol, _ => null })).Message, StringComparison.Ordinal);

    [Fact]
    public void Details_hold_what_those_before_them_hold()
    {
        Assert.Empty(TelemetryExport.Sources(TraceDetail.None));
        Assert.Equal(["Sintropia.Runs"], TelemetryExport.Sources(TraceDetail.Runs));
        Assert.Equal(["Sintropia.Runs", "Sintropia.Simulation"], TelemetryExport.Sources(TraceDetail.Ticks));
        Assert.Equal(["Sintropia.*"], TelemetryExport.Sources(TraceDetail.Niches));
    }
}
