using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

public sealed class SecurityRuleTests
{
    private const string Pod = "spec/template/spec/";

    [Fact]
    public void Every_pod_has_as_few_rights_as_it_can() => Spoiled.IsNowhere(SecurityRule.Violations);

    [Theory]
    [InlineData("StatefulSet", "cells", "securityContext/runAsNonRoot", "runAsNonRoot")]
    [InlineData("Deployment", "gateway", "securityContext/runAsUser", "runAsUser")]
    [InlineData("StatefulSet", "postgres", "securityContext/seccompProfile", "seccompProfile")]
    [InlineData("Deployment", "predictor", "automountServiceAccountToken", "automountServiceAccountToken")]
    [InlineData("Deployment", "collector", "enableServiceLinks", "enableServiceLinks")]
    [InlineData("Deployment", "tempo", "containers/0/securityContext/allowPrivilegeEscalation", "allowPrivilegeEscalation")]
    [InlineData("StatefulSet", "prometheus", "containers/0/securityContext/readOnlyRootFilesystem", "readOnlyRootFilesystem")]
    [InlineData("Deployment", "grafana", "containers/0/securityContext", "capabilities.drop")]
    [InlineData("StatefulSet", "cells", "initContainers/0/securityContext/readOnlyRootFilesystem", "cells, initialise-store: readOnlyRootFilesystem")]
    public void A_right_that_is_not_given_up_is_red(string kind, string name, string path, string said) => Spoiled.IsRed(SecurityRule.Violations, said, c => c.Get(kind, name).Drop(Pod + path));

    [Theory]
    [InlineData("securityContext/runAsUser", "0", "other than root")]
    [InlineData("hostNetwork", "true", "hostNetwork is set")]
    [InlineData("hostPID", "true", "hostPID is set")]
    [InlineData("containers/0/securityContext/privileged", "true", "privileged is set")]
    [InlineData("containers/0/securityContext/capabilities/add", "[\"NET_RAW\"]", "capabilities.add is set")]
    [InlineData("containers/0/ports/0/hostPort", "80", "hostPort is set")]
    [InlineData("containers/0/env/0", """{ "name": "POSTGRES_PASSWORD", "value": "hush" }""", "POSTGRES_PASSWORD holds a secret")]
    [InlineData("volumes/1", """{ "name": "tmp", "hostPath": { "path": "/" } }""", "volume tmp is none of")]
    [InlineData("volumes/1", """{ "name": "tmp", "emptyDir": {} }""", "volume tmp has no sizeLimit")]
    public void A_right_that_is_taken_is_red(string path, string value, string said) => Spoiled.IsRed(SecurityRule.Violations, said, c => c.Get("StatefulSet", "cells").Put(Pod + path, JsonNode.Parse(value)));

    [Fact]
    public void A_namespace_that_lets_anything_in_is_red() =>
        Spoiled.IsRed(SecurityRule.Violations, "enforces the restricted profile", c => c.Get("Namespace", "sintropia").Drop("metadata/labels"));

    [Theory]
    [InlineData("Host=postgres;Password=hush")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aHVzaA==")]
    [InlineData("https://account.table.core.windows.net?sig=aHVzaA")]
    public void A_secret_among_settings_is_red(string value) =>
        Spoiled.IsRed(SecurityRule.Violations, "ConfigMap silo: Silo__ConnectionString holds a secret", c => c.Get("ConfigMap", "silo")["data"]!["Silo__ConnectionString"] = value);

    [Fact]
    public void A_secret_among_the_the_manifests_is_red() =>
        Spoiled.IsRed(SecurityRule.Violations, "Secret postgres is among the manifests", c => c.Manifests.Add(new() { ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = "postgres" } }));
}
