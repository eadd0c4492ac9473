using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>No pod may do anything in Kubernetes, and the people who may are given what they need by name.</summary>
internal static class AccountsRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        foreach (var kind in new[] { "ClusterRole", "ClusterRoleBinding", "RoleBinding" })
            foreach (var given in cluster.Of(kind)) yield return $"{Kustomization.Identity(given)}: nothing here needs rights in Kubernetes. Take it out.";

        foreach (var account in cluster.Of("ServiceAccount").Where(a => !a.IsFalse("automountServiceAccountToken"))) yield return $"{Kustomization.Identity(account)}: automountServiceAccountToken is not false.";

        foreach (var role in cluster.Of("Role"))
            foreach (var rule in role.Items("rules"))
            {
                var words = rule.Texts("apiGroups").Concat(rule.Texts("resources")).Concat(rule.Texts("verbs")).ToList();
                if (words.Contains("*")) yield return $"{Kustomization.Identity(role)} grants '*'. Name what is meant.";
                if (rule.Texts("resources").FirstOrDefault(r => r.StartsWith("secrets", StringComparison.Ordinal) || r is "pods/exec" or "pods/attach") is { } deep)
                    yield return $"{Kustomization.Identity(role)} grants {deep}, and with it the password of the database.";
                if (rule.Texts("verbs").Intersect(["create", "update", "patch"]).Any() && rule.Texts("resources").Intersect(["pods", "deployments", "statefulsets", "jobs", "daemonsets"]).FirstOrDefault() is { } made)
                    yield return $"{Kustomization.Identity(role)} may change {made}, and so read every secret by a pod of its own.";
            }
    }
}
