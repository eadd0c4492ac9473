using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

public sealed class AvailabilityRuleTests
{
    private const string Label = "app.kubernetes.io/component";

    [Fact]
    public void Silos_are_apart_and_go_one_at_a_time() => Spoiled.IsNowhere(AvailabilityRule.Violations);

    [Fact]
    public void A_budget_for_nobody_is_red() => Red("selects app.kubernetes.io/name=silo, app.kubernetes.io/component=cell, which is not one workload", c =>
        c.Get("PodDisruptionBudget", "cells")["spec"]!["selector"]!["matchLabels"]![Label] = "cell");

    [Fact]
    public void A_budget_for_all_silos_together_is_red() => Red("which is not one workload", c => c.Get("PodDisruptionBudget", "cells")["spec"]!["selector"]!["matchLabels"]!.AsObject().Remove(Label));

    [Fact]
    public void Silos_without_a_budget_are_red() => Red("StatefulSet cells has no PodDisruptionBudget", c => c.Manifests.Remove(c.Get("PodDisruptionBudget", "cells")));

    [Fact]
    public void A_budget_that_stops_every_maintenance_is_red() => Red("maxUnavailable is 0", c => c.Get("PodDisruptionBudget", "cells").Put("spec/maxUnavailable", 0));

    [Fact]
    public void A_selector_that_misses_its_own_pods_is_red() => Red("StatefulSet cells selects", c => c.Get("StatefulSet", "cells")["spec"]!["template"]!["metadata"]!["labels"]![Label] = "cell");

    [Theory]
    [InlineData("affinity", "has no podAntiAffinity")]
    [InlineData("topologySpreadConstraints", "has no topologySpreadConstraints")]
    public void Silos_that_are_not_spread_are_red(string path, string said) => Red(said, c => c.Get("Deployment", "gateway").Drop($"spec/template/spec/{path}"));

    [Fact]
    public void Silos_kept_apart_from_others_are_red() => Red("keeps apart from", c =>
        new Workload(c.Get("Deployment", "gateway")).Pod!["topologySpreadConstraints"]![0]!["labelSelector"]!["matchLabels"]![Label] = "cells");

    [Fact]
    public void An_autoscaler_of_nothing_is_red() => Red("scales Deployment predictors, which does not exist", c => c.Get("HorizontalPodAutoscaler", "predictor").Put("spec/scaleTargetRef/name", "predictors"));

    [Fact]
    public void An_autoscaler_that_every_apply_undoes_is_red() => Red("would undo that", c => c.Get("Deployment", "predictor").Put("spec/replicas", 2));

    private static void Red(string said, Action<Cluster> spoil) => Spoiled.IsRed(AvailabilityRule.Violations, said, spoil, "aks");
}
