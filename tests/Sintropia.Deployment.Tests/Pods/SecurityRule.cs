using System.Text.Json.Nodes;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>Every pod would be let in by the strictest of Kubernetes' standard profiles, and goes further: no token, nothing to write but its volumes.</summary>
internal static class SecurityRule
{
    private static readonly string[] Volumes = ["configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        (from workload in cluster.Workloads from complaint in OfPod(workload) select $"{workload.Called}: {complaint}")
        .Concat(from workload in cluster.Workloads from container in workload.AllContainers from complaint in OfContainer(container) select $"{workload.Called}, {container.Text("name")}: {complaint}")
        .Concat(OfNamespace(cluster));

    private static IEnumerable<string> OfPod(Workload workload)
    {
        var pod = workload.Pod;
        if (!pod.IsTrue("securityContext/runAsNonRoot")) yield return "securityContext.runAsNonRoot is not true.";
        if (pod.Text("securityContext/runAsUser") is null or "0") yield return "securityContext.runAsUser is not set to a user other than root.";
        if (pod.Text("securityContext/seccompProfile/type") != "RuntimeDefault") yield return "securityContext.seccompProfile.type is not RuntimeDefault.";
        if (!pod.IsFalse("automountServiceAccountToken")) yield return "automountServiceAccountToken is not false; nothing here asks Kubernetes anything.";
        if (!pod.IsFalse("enableServiceLinks")) yield return "enableServiceLinks is not false, so that names of services become variables of the process.";
        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(shared => pod.At(shared) is not null)) yield return $"{shared} is set.";
        foreach (var volume in pod.Items("volumes").Where(v => !Volumes.Any(kind => v.At(kind) is not null))) yield return $"volume {volume.Text("name")} is none of {string.Join(", ", Volumes)}.";
        foreach (var volume in pod.Items("volumes").Where(v => v.At("emptyDir") is not null && v.Text("emptyDir/sizeLimit") is null)) yield return $"volume {volume.Text("name")} has no sizeLimit and may fill the node's disk.";
    }

    private static IEnumerable<string> OfContainer(JsonObject container)
    {
        var security = container.At("securityContext");
        if (!security.IsFalse("allowPrivilegeEscalation")) yield return "allowPrivilegeEscalation is not false.";
        if (!security.IsTrue("readOnlyRootFilesystem")) yield return "readOnlyRootFilesystem is not true.";
        if (!security.Texts("capabilities/drop").SequenceEqual(["ALL"])) yield return "capabilities.drop is not ALL.";
        if (security.At("capabilities/add") is not null) yield return "capabilities.add is set.";
        if (security.IsTrue("privileged")) yield return "privileged is set.";
        if (container.Items("ports").Any(p => p.At("hostPort") is not null)) yield return "hostPort is set.";
        if (container.Items("env").FirstOrDefault(IsOpenSecret) is { } open) yield return $"{open.Text("name")} holds a secret in the manifest. Take it from a Secret.";
    }

    private static IEnumerable<string> OfNamespace(Cluster cluster)
    {
        if (!cluster.Of("Namespace").Any(n => n.Pairs("metadata/labels").GetValueOrDefault("pod-security.kubernetes.io/enforce") == "restricted"))
            yield return "No namespace enforces the restricted profile: label it pod-security.kubernetes.io/enforce: restricted.";
        foreach (var secret in cluster.Of("Secret")) yield return $"Secret {secret.Text("metadata/name")} is among the manifests, and with it what it hides. Let who deploys make it: k8s/README.md.";
        foreach (var config in cluster.Of("ConfigMap"))
            foreach (var (name, value) in config.Pairs("data").Where(pair => new[] { "Password=", "AccountKey=", "SharedAccessSignature=", "sig=" }.Any(secret => pair.Value.Contains(secret, StringComparison.OrdinalIgnoreCase))))
                yield return $"{Kustomization.Identity(config)}: {name} holds a secret. Take it from a Secret, as a variable of the container.";
    }

    private static bool IsOpenSecret(JsonObject variable) =>
        variable.Text("value") is { Length: > 0 }
        && new[] { "PASSWORD", "SECRET", "TOKEN", "KEY", "CONNECTIONSTRING" }.Any(word => variable.Text("name")!.EndsWith(word, StringComparison.OrdinalIgnoreCase));
}
