using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Silos;

public sealed class DrainRuleTests
{
    [Fact]
    public void Silos_may_finish_their_checkpoint() => Spoiled.IsNowhere(DrainRule.Violations);

    [Fact]
    public void A_longer_drain_without_a_longer_grace_is_red() =>
        Spoiled.IsRed(DrainRule.Violations, "Give at least 125", c => c.Get("ConfigMap", "silo")["data"]!["Silo__DrainSeconds"] = "110");

    [Fact]
    public void The_grace_that_Kubernetes_gives_by_itself_is_red() =>
        Spoiled.IsRed(DrainRule.Violations, "terminationGracePeriodSeconds is 30", c => c.Get("StatefulSet", "cells").Drop("spec/template/spec/terminationGracePeriodSeconds"));
}
