using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_new_or_empty_folder_is_taken()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Assert.Equal(_folder["new/nested"], RunDirectory.Create(_folder["new/nested"], false).Root);
        Assert.Equal(_folder["empty"], RunDirectory.Create(_folder["empty"], false).Root);
        Assert.True(Directory.Exists(_folder["new/nested"]));
    }

    [Fact]
    public void A_file_or_a_folder_with_something_else_is_refused_and_not_touched()
    {
        File.WriteAllText(_folder["file"], "mine");
        Directory.CreateDirectory(_folder["full"]);
        File.WriteAllText(_folder["full/thesis.tex"], "mine");

        Assert.Contains("is a file", Assert.Throws<IOException>(() => RunDirectory.Create(_folder["file"], true)).Message);
        Assert.Contains("holds no run", Assert.Throws<IOException>(() => RunDirectory.Create(_folder["full"], true)).Message);
        Assert.Equal("mine", File.ReadAllText(_folder["full/thesis.tex"]));
    }

    [Fact]
    public void An_earlier_run_is_replaced_only_when_asked_to_and_its_owners_files_stay()
    {
        Directory.CreateDirectory(_folder["run/checkpoints/part-0000-tick-000000000001"]);
        Directory.CreateDirectory(_folder["run/figures"]);
        foreach (var name in new[] { "run.json", "timeseries.csv", "paired.csv", "paired.csv.tmp", "lineage.nwk", "report.html", "notes.md", "figures/one.png" }) File.WriteAllText(_folder[$"run/{name}"], name);

        var refused = Assert.Throws<IOException>(() => RunDirectory.Create(_folder["run"], false));
        Assert.Contains("--overwrite", refused.Message);
        Assert.True(File.Exists(_folder["run/timeseries.csv"]));
        RunDirectory.Create(_folder["run"], true);
        Assert.Equal(["figures", "notes.md"], Directory.EnumerateFileSystemEntries(_folder["run"]).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_run_cannot_be_opened()
    {
        Assert.Contains("there is no run.json", Assert.Throws<IOException>(() => RunDirectory.Open(_folder.Path)).Message);
        File.WriteAllText(_folder["run.json"], "{}");
        Assert.Equal(_folder.Path, RunDirectory.Open(_folder.Path).Root);
        Assert.Contains("is no run of Sintropia", Assert.Throws<InvalidDataException>(() => RunDirectory.Open(_folder.Path).Manifest()).Message);
    }

    [Fact]
    public void A_file_appears_whole_or_not_at_all_and_no_temporary_name_is_left()
    {
        var directory = RunDirectory.Create(_folder["run"], false);
        directory.Write("a/b.txt", "first");
        directory.Write("a/b.txt", "second");
        Assert.Throws<FormatException>(() => directory.Write("c.txt", path =>
        {
            File.WriteAllText(path, "half");
            throw new FormatException();
        }));
        Directory.CreateDirectory(directory.PathOf("d.txt/in-the-way"));
        Assert.ThrowsAny<SystemException>(() => directory.Write("d.txt", "never"));

        Assert.Equal("second", File.ReadAllText(_folder["run/a/b.txt"]));
        Assert.Equal(["a/b.txt"], Directory.EnumerateFiles(_folder["run"], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder["run"], f).Replace('\\', '/')));
    }

    [Fact]
    public void A_note_tells_length_and_hash()
    {
        var directory = RunDirectory.Create(_folder["run"], false);
        directory.Write("a.txt", "abc");

        Assert.Equal(new(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), directory.Note("a.txt")); // FIPS 180-2, example B.1
    }

    [Fact]
    public void Readers_find_results_and_what_the_scenario_reads_and_no_checkpoint_lock_or_draft()
    {
        var directory = RunDirectory.Create(_folder["run"], false);
        foreach (var name in new[] { "run.json", "data/lineages.csv", "checkpoints/part/manifest.json", "run.lock", "timeseries.csv.tmp", "data/x.tmp" }) Write(name);

        void Write(string name)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory.PathOf(name))!);
            File.WriteAllText(directory.PathOf(name), name);
        }

        Assert.Equal(["data/lineages.csv", "run.json"], directory.Readable);
        foreach (var name in directory.Readable)
        {
            using var stream = directory.Read(name)!;
            Assert.Equal(name, new StreamReader(stream).ReadToEnd());
        }
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("data/../../secret")]
    [InlineData("/secret")]
    [InlineData("data//lineages.csv")]
    [InlineData("data\\lineages.csv")]
    [InlineData("./run.json")]
    [InlineData("Checkpoints/x")]
    [InlineData("data")]
    [InlineData("")]
    [InlineData("run.json\0")]
    public void A_name_that_leads_elsewhere_is_no_file_of_a_run(string name)
    {
        File.WriteAllText(_folder["secret"], "secret");
        var directory = RunDirectory.Create(_folder["run"], false);
        directory.Write("run.json", "{}");
        directory.Write("data/lineages.csv", "x");

        Assert.Null(directory.Read(name));
    }

    [Fact]
    public void Links_in_a_run_s_folder_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights that tests have not on Windows.");
        File.WriteAllText(_folder["secret"], "secret");
        var directory = RunDirectory.Create(_folder["run"], false);
        File.CreateSymbolicLink(_folder["run/link"], _folder["secret"]);
        Directory.CreateSymbolicLink(_folder["run/up"], _folder.Path);

        Assert.Null(directory.Read("link"));
        Assert.Null(directory.Read("up/secret"));
        Assert.Empty(directory.Readable);
    }

    public void Dispose() => _folder.Dispose();
}
