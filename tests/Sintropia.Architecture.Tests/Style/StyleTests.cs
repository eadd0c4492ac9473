namespace Sintropia.Architecture.Tests.Style;

public sealed class StyleTests
{
    // Text that is read by people or machines of ours; not pictures, locks and archives.
    private static readonly HashSet<string> Texts =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".slnf", ".json", ".md", ".yaml", ".yml", ".csv", ".ts", ".tsx", ".js", ".mjs", ".html", ".css", ".sh", ".txt", ".nwk",
        ".editorconfig", ".gitignore", "",
    ];

    [Fact]
    public void Sources_follow_the_house_style() => Complaint.None(SourceFile.All.SelectMany(StyleRule.Violations));

    [Fact]
    public void Every_project_of_the_house_has_a_page_that_says_what_it_is_for() => Complaint.None(
        from file in Projects.ProjectFile.OfTheHouse
        let page = Path.GetDirectoryName(file.Path)!.Replace('\\', '/') + "/README.md"
        where !File.Exists(Repository.PathOf(page))
        select $"{page} is missing. One screen: what it is for, where things happen, what it must not know, decisions taken and why.");

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Complaint.None(
        from path in Repository.Kept()
        where Texts.Contains(Path.GetExtension(path)) && new FileInfo(Repository.PathOf(path)).Length < 4 << 20
        from found in MachinePaths.In(Repository.Read(path))
        select $"{path}: {found} exists on one machine only. Write a path relative to the repository, or take it as an argument.");

    [Fact]
    public void A_path_of_one_machine_is_told_from_addresses_and_relative_paths()
    {
        const string slash = "/", back = @"\";

        Assert.Single(MachinePaths.In($"see {slash}home{slash}ada/runs"));
        Assert.Single(MachinePaths.In($"'{slash}Users{slash}ada'"));
        Assert.Single(MachinePaths.In($"C:{back}Users{back}ada"));
        Assert.Empty(MachinePaths.In("https://example.org/home/page, ../work/data, $HOME/work/data and /usr/share/dotnet"));
    }
}
