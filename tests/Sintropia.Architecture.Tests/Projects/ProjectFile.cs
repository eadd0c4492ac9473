using System.Xml.Linq;

namespace Sintropia.Architecture.Tests.Projects;

/// <summary>What a project file says it refers to.</summary>
/// <param name="Path">Relative to the root, with '/'.</param>
/// <param name="Name">Without the leading <c>Sintropia.</c>.</param>
/// <param name="Assembly">Name of the assembly it builds, without an extension.</param>
/// <param name="References">Projects, named likewise.</param>
/// <param name="Packages">Identifiers of packages and of framework references.</param>
internal sealed record ProjectFile(string Path, string Name, string Assembly, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>Reads the XML of a project file.</summary>
    public static ProjectFile Parse(string path, string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var assembly = root.Descendants("AssemblyName").FirstOrDefault()?.Value ?? System.IO.Path.GetFileNameWithoutExtension(path);
        return new(path, NameOf(path), assembly, [.. Includes("ProjectReference").Select(NameOf)], [.. Includes("PackageReference"), .. Includes("FrameworkReference")]);

        IEnumerable<string> Includes(string item) => root.Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();
    }

    /// <summary>The project files of the house; those of the tests are not among them.</summary>
    public static IReadOnlyList<ProjectFile> OfTheHouse { get; } =
        [.. new[] { "src", "silo", "client" }.SelectMany(folder => Repository.Files(folder, "*.csproj")).Select(path => Parse(path, Repository.Read(path)))];

    private static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        return name.StartsWith("Sintropia.", StringComparison.Ordinal) ? name["Sintropia.".Length..] : name;
    }
}
