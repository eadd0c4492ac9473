using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

public sealed class SettingsRuleTests
{
    [Fact]
    public void Every_silo_would_start_with_what_it_is_given() => Spoiled.IsNowhere(SettingsRule.Violations);

    [Fact]
    public void Every_role_is_there() => Assert.Equal(["cells", "gateway", "predictor"], new Cluster("aks").Silos.Select(s => s.Role).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("silo", "Silo__SiloPorts", "11111", "Silo:SiloPorts is no setting")]
    [InlineData("silo", "Sylo__SiloPort", "11111", "nothing reads Sylo__SiloPort")]
    [InlineData("silo", "SILO_PORT", "11111", "nothing reads SILO_PORT")]
    [InlineData("silo", "Silo__SiloPort", "11_111", "Silo:SiloPort")]
    [InlineData("silo", "Storage__Checkpoints", "Blob", "'Blob' is none of Folder, AzureBlob")]
    [InlineData("silo", "Storage__GrainStorage", "Memory", "would be lost with a silo")]
    [InlineData("silo", "Logging__LogLevel__Default", "Loud", "which is no level")]
    [InlineData("cells", "Silo__Roles", "cell", "'cell' is none of Cells, Predictor, Gateway")]
    [InlineData("cells", "Silo__Roles", "gateway", "Silo__Roles is Gateway, and the label app.kubernetes.io/component says cells")]
    [InlineData("predictor", "Predictor__Queue", "8", "would never fill")]
    [InlineData("predictor", "Silo__Device", "cuda:0", "no GPU is declared")]
    [InlineData("gateway", "Web__Port", "8080", "A silo serves at Silo:ApiPort")]
    [InlineData("gateway", "Web__Tokens", "x", "Web:Tokens is no setting")]
    public void A_setting_that_a_silo_would_refuse_is_red(string config, string name, string value, string said) =>
        Spoiled.IsRed(SettingsRule.Violations, said, c => c.Get("ConfigMap", config)["data"]![name] = value);

    [Fact]
    public void A_store_that_nothing_describes_is_red() =>
        Spoiled.IsRed(SettingsRule.Violations, "Silo:ConnectionString is missing", c => new Workload(c.Get("StatefulSet", "cells")).Silo.Drop("env/0"));

    [Fact]
    public void A_gateway_that_lets_everybody_in_is_red() =>
        Spoiled.IsRed(SettingsRule.Violations, "no token is given", c =>
        {
            var silo = new Workload(c.Get("Deployment", "gateway")).Silo;
            silo.Drop($"env/{silo.Items("env").ToList().FindIndex(e => e.Text("name") == "Web__Token")}");
        });

    [Fact]
    public void A_container_that_prepares_is_held_to_it_too() =>
        Spoiled.IsRed(SettingsRule.Violations, "Deployment gateway, initialise-store: ", c => c.Get("Deployment", "gateway").Drop("spec/template/spec/initContainers/0/env/0"));
}
