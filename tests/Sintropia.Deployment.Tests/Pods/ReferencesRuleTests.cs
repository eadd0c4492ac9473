using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

public sealed class ReferencesRuleTests
{
    private const string Pod = "spec/template/spec/";

    [Fact]
    public void Whatever_is_named_is_there() => Spoiled.IsNowhere(ReferencesRule.Violations);

    [Theory]
    [InlineData("ServiceAccount", "cells")]
    [InlineData("ConfigMap", "silo")]
    [InlineData("ConfigMap", "grafana-dashboards")]
    [InlineData("PersistentVolumeClaim", "runs")]
    public void Something_that_is_missing_is_red(string kind, string name) =>
        Spoiled.IsRed(ReferencesRule.Violations, $"refers to {kind} {name}, which does not exist", c => c.Manifests.Remove(c.Get(kind, name)));

    [Fact]
    public void A_pod_without_an_account_of_its_own_is_red() =>
        Spoiled.IsRed(ReferencesRule.Violations, "refers to ServiceAccount (none)", c => c.Get("Deployment", "tempo").Drop(Pod + "serviceAccountName"));

    [Fact]
    public void A_set_without_its_service_is_red() =>
        Spoiled.IsRed(ReferencesRule.Violations, "its serviceName is cell,", c => c.Get("StatefulSet", "cells").Put("spec/serviceName", "cell"));

    [Fact]
    public void A_mount_without_a_volume_and_a_volume_without_a_mount_are_red()
    {
        Spoiled.IsRed(ReferencesRule.Violations, "mounts data, which is no volume", c => c.Get("StatefulSet", "cells").Put(Pod + "containers/0/volumeMounts/0/name", "data"));
        Spoiled.IsRed(ReferencesRule.Violations, "has a volume runs that nothing mounts", c => c.Get("StatefulSet", "cells").Put(Pod + "containers/0/volumeMounts/0/name", "tmp"));
    }

    [Fact]
    public void A_silo_with_nowhere_to_write_is_red() =>
        Spoiled.IsRed(ReferencesRule.Violations, "silo has no /tmp to write to", c => c.Get("StatefulSet", "cells").Drop(Pod + "containers/0/volumeMounts/1"));

    [Fact]
    public void A_secret_that_nobody_is_told_to_make_is_red() => Spoiled.IsRed(
        ReferencesRule.Violations, "takes pass of the secret postgres, and k8s/README.md does not say",
        c => c.Get("StatefulSet", "postgres").Put(Pod + "containers/0/env/2/valueFrom/secretKeyRef/key", "pass"));

    [Fact]
    public void A_variable_that_names_one_below_it_is_red() => Spoiled.IsRed(ReferencesRule.Violations, "names $(POD_NAME), which is not above it", c =>
    {
        var variables = (JsonArray)new Workload(c.Get("StatefulSet", "cells")).Silo["env"]!;
        var last = variables[^1]!.DeepClone();
        variables.RemoveAt(variables.Count - 1);
        variables.Insert(0, last);
    });

    [Fact]
    public void A_variable_given_twice_is_red() => Spoiled.IsRed(ReferencesRule.Violations, "POD_NAME is given twice", c =>
        ((JsonArray)new Workload(c.Get("StatefulSet", "cells")).Silo["env"]!).Add(new JsonObject { ["name"] = "POD_NAME", ["value"] = "a" }));
}
