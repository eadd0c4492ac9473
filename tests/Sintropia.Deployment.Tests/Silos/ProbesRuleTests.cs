using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

public sealed class ProbesRuleTests
{
    [Fact]
    public void Everything_is_asked_where_it_answers() => Spoiled.IsNowhere(ProbesRule.Violations);

    [Theory]
    [InlineData("startupProbe", "/healthz/started", "its startupProbe asks /healthz/started; the silo answers that at /healthz/startup")]
    [InlineData("livenessProbe", "/healthz/ready", "its livenessProbe asks /healthz/ready; the silo answers that at /healthz/live")]
    [InlineData("readinessProbe", "/", "its readinessProbe asks /;")]
    public void A_path_that_no_silo_answers_is_red(string probe, string path, string said) =>
        Spoiled.IsRed(ProbesRule.Violations, said, c => c.Get("StatefulSet", "cells").Put($"spec/template/spec/containers/0/{probe}/httpGet/path", path));

    [Fact]
    public void A_silo_that_is_not_asked_is_red() =>
        Spoiled.IsRed(ProbesRule.Violations, "has no startupProbe", c => c.Get("Deployment", "predictor").Drop("spec/template/spec/containers/0/startupProbe"));

    [Theory]
    [InlineData("silo")] // declared, but not where health is answered
    [InlineData("absent")]
    public void A_probe_at_another_port_is_red(string port) =>
        Spoiled.IsRed(ProbesRule.Violations, $"asks at port {port}; the silo answers at 8081", c => c.Get("Deployment", "gateway").Put("spec/template/spec/containers/0/livenessProbe/httpGet/port", port));

    [Fact]
    public void A_server_of_others_that_is_not_asked_is_red() =>
        Spoiled.IsRed(ProbesRule.Violations, "has no livenessProbe", c => c.Get("StatefulSet", "postgres").Drop("spec/template/spec/containers/0/livenessProbe"));

    [Fact]
    public void A_server_of_others_that_is_asked_at_no_port_of_its_own_is_red() => Spoiled.IsRed(
        ProbesRule.Violations, "at port absent, which it does not declare", c => c.Get("Deployment", "tempo").Put("spec/template/spec/containers/0/readinessProbe/httpGet/port", "absent"));
}
