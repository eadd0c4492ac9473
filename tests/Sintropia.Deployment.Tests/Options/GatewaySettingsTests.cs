using Microsoft.Extensions.Options;
using Sintropia.Silo.Options;
using Sintropia.Web.Hosting;

namespace Sintropia.Deployment.Tests.Options;

public sealed class GatewaySettingsTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Alone_on_its_machine_a_silo_serves_that_machine_without_a_token() => Assert.Equal(("127.0.0.1", 8080), Served(new()));

    [Fact]
    public void With_a_token_it_serves_all_at_its_own_port() => Assert.Equal(("*", 8090), Served(new() { ApiPort = 8090 }, ("Web__Token", Token)));

    [Fact]
    public void Where_it_is_told_to_it_listens_there() => Assert.Equal(("127.0.0.1", 8080), Served(new(), ("Web__Token", Token), ("Web__Address", "127.0.0.1")));

    [Theory]
    [InlineData("10.0.0.1", null, null, "no token is given")]
    [InlineData(null, null, null, "no token is given")]
    [InlineData("10.0.0.1", "Web__Token", "short", "24 or more")]
    [InlineData("127.0.0.1", "Web__Port", "8080", "Silo:ApiPort")]
    [InlineData("127.0.0.1", "Web__Heartbeat", "never", "Web:Heartbeat")]
    [InlineData("127.0.0.1", "Web__Beat", "1", "Web:Beat is no setting")]
    public void What_cannot_be_is_refused(string? advertised, string? name, string? value, string said)
    {
        var silo = new SiloOptions { Clustering = Clustering.Postgres, AdvertisedAddress = advertised };
        (string, string)[] variables = name is null ? [] : [(name, value!)];

        Assert.Contains(said, string.Join('\n', Assert.Throws<OptionsValidationException>(() => Read(silo, variables)).Failures));
    }

    private static (string, int) Served(SiloOptions silo, params (string Name, string Value)[] variables) => Read(silo, variables) is var web ? (web.Address, web.Port) : default;

    private static WebOptions Read(SiloOptions silo, params (string Name, string Value)[] variables) => GatewaySettings.Read(Bound.Configuration(variables.ToDictionary(v => v.Name, v => v.Value)), silo);
}
