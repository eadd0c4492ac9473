namespace Sintropia.Deployment.Tests.Options;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Nothing_is_sent_unless_told_where() => Assert.Null(Bound.From().Telemetry.OtlpEndpoint);

    [Theory]
    [InlineData("collector")]
    [InlineData("collector:4317")]
    [InlineData("/collector")]
    public void An_address_that_is_not_whole_is_refused(string text) => Assert.Contains("Give a whole address", Bound.Refused(("Telemetry__OtlpEndpoint", text)), StringComparison.Ordinal);

    [Fact]
    public void A_whole_address_is_taken() =>
        Assert.Equal(new Uri("http://collector:4317"), Bound.From(("Telemetry__OtlpEndpoint", "http://collector:4317")).Telemetry.OtlpEndpoint);
}
