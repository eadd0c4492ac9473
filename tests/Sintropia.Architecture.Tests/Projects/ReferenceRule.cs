namespace Sintropia.Architecture.Tests.Projects;

/// <summary>Who may refer to whom: lower rows, the project that one extends by name, and what the table grants inside a row.</summary>
internal static class ReferenceRule
{
    /// <summary>One sentence per broken rule; none for a project file in order.</summary>
    public static IEnumerable<string> Violations(ProjectFile file)
    {
        if (House.Find(file.Name) is not { } project)
            return [$"{file.Path}: '{file.Name}' is not in the table of projects. Add it to House.cs in the row where it belongs, or give it a name of the design."];

        var misplaced = file.Path == project.File ? [] : new[] { $"{file.Path}: belongs at {project.File}." };
        return [.. misplaced, .. file.References.Select(r => Violation(project, r)).OfType<string>(), .. file.Packages.Select(p => PackageViolation(project, p)).OfType<string>()];
    }

    /// <summary>What is wrong with a reference to another project of the house, or null.</summary>
    public static string? Violation(Project from, string to) => House.Find(to) switch
    {
        null => $"{from.Name} refers to '{to}', which is not in the table of projects.",
        var target when target.Extends(from) => $"{from.Name} knows {to}, which extends it. {from.Name} has to stand without its extensions: move what it needs down into it.",
        var target when target.Row < from.Row || from.Extends(target) || from.MayAlsoKnow.Contains(to) => null,
        var target when target.Row > from.Row => $"{from.Name} (row {from.Row}) refers upward to {to} (row {target.Row}). Move the shared part down, or let {to} call {from.Name}.",
        _ => $"{from.Name} refers sideways to {to}, in row {from.Row} too. Move the shared part down a row, or grant it in House.cs with the design's consent.",
    };

    /// <summary>What is wrong with a package or framework that a project refers to, or null.</summary>
    public static string? PackageViolation(Project from, string package)
    {
        if (IsOrleans(package) && !from.KnowsOrleans) return $"{from.Name} refers to {package}. Only Grains and Silo know Orleans.";
        return from.Row == 1 ? $"{from.Name} refers to {package}. Laws need nothing but the base class library." : null;
    }

    /// <summary>Packages are called Microsoft.Orleans.X; the assemblies in them Orleans.X.</summary>
    public static bool IsOrleans(string name) =>
        name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal) || name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal);
}
