using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

public sealed class AccountsRuleTests
{
    [Fact]
    public void Nothing_has_rights_that_it_does_not_need() => Spoiled.IsNowhere(AccountsRule.Violations);

    [Theory]
    [InlineData("ClusterRole")]
    [InlineData("RoleBinding")]
    public void Rights_in_Kubernetes_are_red(string kind) =>
        Spoiled.IsRed(AccountsRule.Violations, $"{kind} more: nothing here needs rights", c => c.Manifests.Add(new() { ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = "more" } }));

    [Theory]
    [InlineData("rules/0/verbs/0", "*", "grants '*'")]
    [InlineData("rules/0/resources/0", "secrets", "grants secrets")]
    [InlineData("rules/0/resources/0", "pods/exec", "grants pods/exec")]
    [InlineData("rules/0/verbs/0", "patch", "may change pods")]
    public void A_role_that_grants_too_much_is_red(string path, string value, string said) =>
        Spoiled.IsRed(AccountsRule.Violations, said, c => c.Get("Role", "sintropia-operator").Put(path, value));

    [Fact]
    public void An_account_with_a_token_is_red() =>
        Spoiled.IsRed(AccountsRule.Violations, "ServiceAccount cells: automountServiceAccountToken", c => c.Get("ServiceAccount", "cells").Drop("automountServiceAccountToken"));
}
