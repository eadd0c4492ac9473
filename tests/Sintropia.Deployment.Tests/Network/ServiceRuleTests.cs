using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Network;

public sealed class ServiceRuleTests
{
    [Fact]
    public void Services_lead_to_their_pods() => Spoiled.IsNowhere(ServiceRule.Violations);

    [Theory]
    [InlineData("gateway", "spec/ports/0/targetPort", "https", "leads to port https, which Deployment gateway does not declare")]
    [InlineData("gateway", "spec/ports/0/targetPort", "health", "does not lead from port 80 to the HTTP port")]
    [InlineData("gateway", "spec/ports/0/port", "81", "does not lead from port 80")]
    [InlineData("gateway", "spec/type", "LoadBalancer", "opens it to the outside")]
    [InlineData("tempo", "spec/type", "NodePort", "Service tempo is a NodePort")]
    public void A_service_that_leads_elsewhere_is_red(string name, string path, string value, string said) => Spoiled.IsRed(ServiceRule.Violations, said, c => c.Get("Service", name).Put(path, value));

    [Fact]
    public void A_service_without_pods_is_red() =>
        Spoiled.IsRed(ServiceRule.Violations, "selects no pods", c => c.Get("Service", "cells")["spec"]!["selector"]!["app.kubernetes.io/component"] = "cell");
}
