using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Network;

public sealed class PolicyRuleTests
{
    private const string Name = "app.kubernetes.io/name";

    [Fact]
    public void Everything_is_closed_but_what_is_needed() => Spoiled.IsNowhere(PolicyRule.Violations);

    [Theory]
    [InlineData("default-deny", "No policy closes everything first")]
    [InlineData("silos", "No policies let StatefulSet cells through to port 11111 of Deployment predictor")]
    [InlineData("silo-telemetry", "StatefulSet cells sends to http://collector:4317/: no policies let")]
    [InlineData("collector", "StatefulSet cells sends to http://collector:4317/: no policies let")]
    [InlineData("postgres", "StatefulSet cells needs PostgreSQL: no policies let")]
    [InlineData("silo-postgres", "NetworkPolicy postgres: opens port 5432 by ingress, and no policy opens the other end")]
    public void A_policy_that_is_missing_is_red(string name, string said) => Spoiled.IsRed(PolicyRule.Violations, said, c => c.Manifests.Remove(c.Get("NetworkPolicy", name)));

    [Fact]
    public void Azure_that_is_out_of_reach_is_red() =>
        Spoiled.IsRed(PolicyRule.Violations, "needs Azure, and no policy lets it out", c => c.Manifests.Remove(c.Get("NetworkPolicy", "silo-azure")), "aks");

    [Fact]
    public void A_default_that_closes_one_direction_only_is_red() =>
        Spoiled.IsRed(PolicyRule.Violations, "No policy closes everything first", c => c.Get("NetworkPolicy", "default-deny").Drop("spec/policyTypes/1"));

    [Fact]
    public void A_policy_for_labels_that_no_pod_has_is_red() => Spoiled.IsRed(
        PolicyRule.Violations, "selects app.kubernetes.io/name=tempos, which no pod has", c => c.Get("NetworkPolicy", "tempo")["spec"]!["podSelector"]!["matchLabels"]![Name] = "tempos");

    [Fact]
    public void A_peer_that_no_pod_is_is_red() => Spoiled.IsRed(
        PolicyRule.Violations, "names app.kubernetes.io/name=tempos, which no pod has", c => c.Get("NetworkPolicy", "collector").At("spec/egress/0/to/0/podSelector/matchLabels")![Name] = "tempos");

    [Fact]
    public void The_port_of_silos_opened_to_others_is_red() => Spoiled.IsRed(
        PolicyRule.Violations, "opens the port of silos to others", c => ((JsonArray)c.Get("NetworkPolicy", "silos").At("spec/ingress/0/from")!).Add(Peer("grafana")));

    [Fact]
    public void A_port_where_nobody_listens_is_red() =>
        Spoiled.IsRed(PolicyRule.Violations, "opens port 8888, which Deployment gateway does not declare", c => c.Get("NetworkPolicy", "gateway").Put("spec/ingress/0/ports/0/port", 8888));

    [Theory]
    [InlineData("spec/ingress/0/from", "opens ingress to everybody")]
    [InlineData("spec/ingress/0/ports", "opens every port by ingress")]
    public void A_rule_without_limits_is_red(string path, string said) => Spoiled.IsRed(PolicyRule.Violations, said, c => c.Get("NetworkPolicy", "gateway").Drop(path));

    [Theory]
    [InlineData("""{ "namespaceSelector": {} }""", "everybody of a namespace, or of all")]
    [InlineData("""{ "podSelector": {} }""", "everybody of a namespace, or of all")]
    [InlineData("""{ "ipBlock": { "cidr": "0.0.0.0/0" } }""", "lets in addresses")]
    public void A_peer_that_is_everybody_is_red(string peer, string said) =>
        Spoiled.IsRed(PolicyRule.Violations, said, c => c.Get("NetworkPolicy", "gateway").Put("spec/ingress/0/from/0", JsonNode.Parse(peer)));

    [Fact]
    public void Rules_of_a_direction_that_the_policy_does_not_govern_are_red() =>
        Spoiled.IsRed(PolicyRule.Violations, "has rules of ingress, and policyTypes without it", c => c.Get("NetworkPolicy", "tempo").Put("spec/policyTypes/0", "Egress"));

    private static JsonObject Peer(string name) => new() { ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Name] = name } } };
}
