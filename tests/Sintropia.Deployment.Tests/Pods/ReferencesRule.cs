using System.Text.RegularExpressions;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Pods;

/// <summary>Whatever a pod names is there: accounts, settings, volumes; and secrets are told to who deploys.</summary>
internal static partial class ReferencesRule
{
    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster) =>
        from workload in cluster.Workloads
        from complaint in Named(cluster, workload).Concat(Mounted(workload)).Concat(Secrets(workload)).Concat(Expanded(workload))
        select $"{workload.Called}: {complaint}";

    private static IEnumerable<string> Named(Cluster cluster, Workload workload)
    {
        IEnumerable<(string Kind, string? Name)> named =
        [
            ("ServiceAccount", workload.Pod.Text("serviceAccountName")),
            .. workload.AllContainers.SelectMany(c => c.Items("envFrom")).Select(e => ("ConfigMap", e.Text("configMapRef/name"))),
            .. workload.Pod.Items("volumes").Where(v => v.At("configMap") is not null).Select(v => ("ConfigMap", v.Text("configMap/name"))),
            .. workload.Pod.Items("volumes").Where(v => v.At("persistentVolumeClaim") is not null).Select(v => ("PersistentVolumeClaim", v.Text("persistentVolumeClaim/claimName"))),
        ];
        foreach (var (kind, name) in named.Where(n => cluster.Find(n.Kind, n.Name) is null)) yield return $"refers to {kind} {name ?? "(none)"}, which does not exist.";

        if (workload.Root.Text("kind") == "StatefulSet" && cluster.Find("Service", workload.Root.Text("spec/serviceName")) is null)
            yield return $"its serviceName is {workload.Root.Text("spec/serviceName")}, which does not exist.";
    }

    private static IEnumerable<string> Mounted(Workload workload)
    {
        var volumes = workload.Pod.Items("volumes").Select(v => v.Text("name")).Concat(workload.Root.Items("spec/volumeClaimTemplates").Select(v => v.Text("metadata/name"))).ToList();
        var mounts = workload.AllContainers.SelectMany(c => c.Items("volumeMounts")).Select(m => m.Text("name")).ToList();
        foreach (var absent in mounts.Except(volumes)) yield return $"mounts {absent}, which is no volume of its pod.";
        foreach (var unused in volumes.Except(mounts)) yield return $"has a volume {unused} that nothing mounts.";
        foreach (var container in workload.AllContainers.Where(c => workload.IsSilo && !c.Items("volumeMounts").Any(m => m.Text("mountPath") == "/tmp")))
            yield return $"{container.Text("name")} has no /tmp to write to, and its root is read-only.";
    }

    private static IEnumerable<string> Secrets(Workload workload)
    {
        var readme = Repository.Read("k8s/README.md");
        foreach (var reference in workload.AllContainers.SelectMany(c => c.Items("env")).Select(e => e.At("valueFrom/secretKeyRef")).Where(r => r is not null))
        {
            var (name, key) = (reference.Text("name"), reference.Text("key"));
            if (!Regex.IsMatch(readme, $@"create secret generic {Regex.Escape(name!)} [^`]*--from-literal={Regex.Escape(key!)}="))
                yield return $"takes {key} of the secret {name}, and k8s/README.md does not say how to make it.";
        }
    }

    /// <summary>A variable may only name those above it: $(NAME) of one below stays as it is written.</summary>
    private static IEnumerable<string> Expanded(Workload workload)
    {
        foreach (var container in workload.AllContainers)
        {
            var above = new HashSet<string>();
            foreach (var variable in container.Items("env"))
            {
                foreach (var name in Variable().Matches(variable.Text("value") ?? "").Select(m => m.Groups[1].Value).Where(name => !above.Contains(name)))
                    yield return $"{variable.Text("name")} names $({name}), which is not above it.";
                if (!above.Add(variable.Text("name")!)) yield return $"{variable.Text("name")} is given twice.";
            }
        }
    }

    [GeneratedRegex(@"\$\(([^)]+)\)")]
    private static partial Regex Variable();
}
