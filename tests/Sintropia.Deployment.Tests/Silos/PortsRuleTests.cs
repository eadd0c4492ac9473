using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

public sealed class PortsRuleTests
{
    [Fact]
    public void Pods_declare_the_ports_that_their_silos_listen_at() => Spoiled.IsNowhere(PortsRule.Violations);

    [Theory]
    [InlineData("Silo__SiloPort", "port silo is 11111, and its silo listens at 12345")]
    [InlineData("Silo__HealthPort", "port health is 8081, and its silo listens at 12345")]
    [InlineData("Silo__ApiPort", "Deployment gateway: port http is 8080, and its silo listens at 12345")]
    [InlineData("Silo__GatewayPort", "declares no port clients; its silo listens at 12345")]
    public void A_port_changed_in_the_options_alone_is_red(string name, string said) =>
        Spoiled.IsRed(PortsRule.Violations, said, c => c.Get("ConfigMap", name == "Silo__ApiPort" ? "gateway" : "silo")["data"]![name] = "12345");

    [Fact]
    public void A_port_changed_in_the_manifest_alone_is_red() =>
        Spoiled.IsRed(PortsRule.Violations, "port silo is 1, and its silo listens at 11111", c => c.Get("StatefulSet", "cells").Put("spec/template/spec/containers/0/ports/0/containerPort", 1));

    [Fact]
    public void A_port_where_nobody_listens_is_red() => Spoiled.IsRed(
        PortsRule.Violations,
        "declares port http, where its silo does not listen",
        c => new Workload(c.Get("StatefulSet", "cells")).Silo["ports"]!.AsArray().Add(new JsonObject { ["name"] = "http", ["containerPort"] = 8080 }));
}
