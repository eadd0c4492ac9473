using Sintropia.Architecture.Tests.Laws;

namespace Sintropia.Architecture.Tests.Projects;

public sealed class HouseTests
{
    [Fact]
    public void Project_files_refer_to_lower_rows_only()
    {
        Assert.NotEmpty(ProjectFile.OfTheHouse);
        Complaint.None(ProjectFile.OfTheHouse.SelectMany(ReferenceRule.Violations));
    }

    [Fact]
    public void Assemblies_refer_to_lower_rows_only_whatever_their_project_files_say()
    {
        Complaint.None(
            from assembly in CompiledAssembly.OfTheHouse
            let project = House.Find(assembly.Name)
            where project is not null
            from reference in assembly.References
            let broken = reference.StartsWith("Sintropia.", StringComparison.Ordinal) ? ReferenceRule.Violation(project, reference["Sintropia.".Length..])
                : ReferenceRule.IsOrleans(reference) ? ReferenceRule.PackageViolation(project, reference)
                : null
            where broken is not null
            select broken);
    }

    [Fact]
    public void Every_project_that_needs_no_cluster_was_built_and_read()
    {
        var read = CompiledAssembly.OfTheHouse.Select(a => a.Name).ToHashSet();

        Complaint.None(
            from file in ProjectFile.OfTheHouse
            let project = House.Find(file.Name)
            where project is { Starred: false } && !read.Contains(file.Name)
            select $"{file.Path}: its assembly does not lie beside the architecture tests, so that nothing in it was checked.");
    }

    [Fact]
    public void The_whole_solution_has_every_project()
    {
        var listed = Solution.Projects(Repository.Read("Sintropia.Orleans.sln"));

        Complaint.None(AllProjectFiles.Except(listed).Select(p => $"{p}: not in Sintropia.Orleans.sln. Add it: dotnet sln Sintropia.Orleans.sln add {p}"));
        Complaint.None(listed.Except(AllProjectFiles).Select(p => $"Sintropia.Orleans.sln lists {p}, which does not exist."));
    }

    [Fact]
    public void The_embedded_filter_has_every_project_without_a_star_and_no_other()
    {
        var listed = Solution.Projects(Repository.Read("Sintropia.Embedded.slnf"));
        var wanted = AllProjectFiles.Where(p => !IsStarred(p)).ToList();

        Complaint.None(wanted.Except(listed).Select(p => $"{p}: not in Sintropia.Embedded.slnf, so that neither `make build` nor `make test` sees it. Add its path there."));
        Complaint.None(listed.Except(wanted).Select(p => $"Sintropia.Embedded.slnf lists {p}, which does not exist or needs packages that do not restore everywhere."));
    }

    [Fact]
    public void Solutions_are_read_with_either_slash()
    {
        Assert.Equal(["src/Sintropia.A/Sintropia.A.csproj"], Solution.Projects("""Project("{F}") = "Sintropia.A", "src\Sintropia.A\Sintropia.A.csproj", "{1}" """));
        Assert.Equal(["tests/B/B.csproj"], Solution.Projects("""{ "projects": [ "tests\\B\\B.csproj" ] }"""));
    }

    private static IReadOnlyList<string> AllProjectFiles { get; } =
        [.. new[] { "src", "silo", "client", "tests" }.SelectMany(folder => Repository.Files(folder, "*.csproj"))];

    // The tests and benchmarks of a starred project need what it needs.
    private static bool IsStarred(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path)["Sintropia.".Length..];
        var tested = new[] { ".Tests", ".Benchmarks" }.FirstOrDefault(name.EndsWith) is { } suffix ? name[..^suffix.Length] : name;
        return House.Find(tested) is { Starred: true };
    }
}
