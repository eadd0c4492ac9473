using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>Renders the part of Kustomize that the manifests use, so that they are checked as they will be applied on machines without kubectl too. Where there is one, both are compared.</summary>
internal static class Kustomization
{
    private static readonly string[] Known = ["apiVersion", "kind", "namespace", "resources", "configMapGenerator", "images", "patches"];

    private static readonly string[] KnownOfConfigMaps = ["name", "behavior", "envs", "files"];

    private static readonly string[] KnownOfImages = ["name", "newName", "newTag"];

    /// <summary>The manifests of a folder of the repository.</summary>
    /// <exception cref="FormatException">Something is missing, not understood, or changes what is not there.</exception>
    public static List<JsonObject> Render(string folder)
    {
        var path = $"{folder}/kustomization.yaml";
        if (!File.Exists(Repository.PathOf(path))) throw new FormatException($"{path} is missing. A folder that is rendered needs one.");
        var root = Yaml.File(path).Single();
        Understands(root, Known, path);

        var manifests = new List<JsonObject>();
        foreach (var resource in root.Texts("resources")) manifests.AddRange(Resource(folder, resource, path));
        foreach (var generator in root.Items("configMapGenerator")) Generate(manifests, folder, generator, path);
        foreach (var patch in root.Items("patches")) Patch(manifests, folder, patch, path);
        foreach (var image in root.Items("images")) Rename(manifests, image, path);
        if (root.Text("namespace") is { } name) manifests.ForEach(m => Place(m, name));

        foreach (var twice in manifests.GroupBy(Identity).Where(same => same.Count() > 1)) throw new FormatException($"{path} has {twice.Key} {twice.Count()} times. Keep one.");
        return manifests;
    }

    /// <summary>Kind and name.</summary>
    public static string Identity(JsonObject manifest) => $"{manifest.Text("kind")} {manifest.Text("metadata/name")}";

    /// <summary>The variables of a file with a line each.</summary>
    public static IEnumerable<(string Name, string Value)> Variables(string text, string path)
    {
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Trim().Length > 0 && !l.StartsWith('#')))
        {
            var cut = line.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0) throw new FormatException($"{path}: '{line}' is no NAME=VALUE.");
            yield return (line[..cut], line[(cut + 1)..]);
        }
    }

    private static IEnumerable<JsonObject> Resource(string folder, string resource, string path)
    {
        var at = Below(folder, resource);
        if (Directory.Exists(Repository.PathOf(at))) return Render(at);
        return File.Exists(Repository.PathOf(at)) ? Yaml.File(at) : throw new FormatException($"{path} refers to {resource}, which does not exist.");
    }

    private static void Generate(List<JsonObject> manifests, string folder, JsonObject generator, string path)
    {
        Understands(generator, KnownOfConfigMaps, path);
        var pairs = new List<(string Name, string Value)>();
        foreach (var file in generator.Texts("envs")) pairs.AddRange(Variables(Existing(folder, file, path), file));
        foreach (var file in generator.Texts("files")) pairs.Add((Path.GetFileName(file), Existing(folder, file, path)));

        var name = generator.Text("name");
        var known = manifests.FirstOrDefault(m => Identity(m) == $"ConfigMap {name}");
        var merges = generator.Text("behavior") switch { null or "create" => false, "merge" => true, var other => throw new FormatException($"{path}: behavior {other} is not understood here.") };
        if (merges != known is not null) throw new FormatException($"{path}: the ConfigMap {name} is {(merges ? "merged with one that does not exist" : "made twice; write behavior: merge")}.");
        if (known is null) manifests.Add(known = new() { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = name }, ["data"] = new JsonObject() });

        var fresh = new HashSet<string>();
        foreach (var (key, value) in pairs)
        {
            if (!fresh.Add(key)) throw new FormatException($"{path}: the ConfigMap {name} is given {key} twice.");
            known["data"]![key] = value;
        }
    }

    private static void Patch(List<JsonObject> manifests, string folder, JsonObject patch, string path)
    {
        Understands(patch, ["path"], path);
        foreach (var change in Yaml.Documents(Existing(folder, patch.Text("path")!, path), patch.Text("path")!))
        {
            var target = manifests.FirstOrDefault(m => Identity(m) == Identity(change)) ?? throw new FormatException($"{path}: {patch.Text("path")} changes {Identity(change)}, which does not exist.");
            if (change.Text("$patch") == "delete") manifests.Remove(target);
            else StrategicMerge.Apply(target, change);
        }
    }

    private static void Rename(List<JsonObject> manifests, JsonObject image, string path)
    {
        Understands(image, KnownOfImages, path);
        var used = 0;
        foreach (var container in manifests.SelectMany(m => m.Items("spec/template/spec/initContainers").Concat(m.Items("spec/template/spec/containers"))))
        {
            var (name, tag) = ImageOf(container);
            if (name != image.Text("name")) continue;
            container["image"] = $"{image.Text("newName") ?? name}:{image.Text("newTag") ?? tag}";
            used++;
        }

        if (used == 0) throw new FormatException($"{path} renames the image {image.Text("name")}, which nothing uses.");
    }

    private static (string Name, string Tag) ImageOf(JsonObject container) => container.Text("image")!.Split(':') is [var name, var tag]
        ? (name, tag)
        : throw new FormatException($"The image {container.Text("image")} has no tag.");

    private static void Place(JsonObject manifest, string name)
    {
        if (manifest.Text("kind") == "Namespace") manifest.Put("metadata/name", name);
        else manifest.Put("metadata/namespace", name);
    }

    private static string Existing(string folder, string file, string path) =>
        File.Exists(Repository.PathOf(Below(folder, file))) ? Repository.Read(Below(folder, file)) : throw new FormatException($"{path} refers to {file}, which does not exist.");

    private static string Below(string folder, string relative) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Repository.PathOf($"{folder}/{relative}"))).Replace('\\', '/');

    private static void Understands(JsonObject node, string[] known, string path)
    {
        if (node.FirstOrDefault(n => !known.Contains(n.Key)).Key is { } unknown)
            throw new FormatException($"{path} has '{unknown}', which these tests do not render. Correct it, or teach Kustomization.cs what it does.");
    }
}
