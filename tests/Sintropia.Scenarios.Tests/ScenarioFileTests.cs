using System.Text;

namespace Sintropia.Scenarios.Tests;

public sealed class ScenarioFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_file_keeps_its_text_and_hash()
    {
        var path = Write("a.yaml", Encoding.UTF8.GetBytes(Valid.Text));

        var scenario = ScenarioFile.Load(path);

        Assert.Equal(Valid.Text, scenario.Text);
        Assert.Equal(64, scenario.Sha256.Length);
        Assert.NotEqual(scenario.Sha256, ScenarioFile.Parse(Valid.Text + "\n", "a.yaml").Sha256);
    }

    [Fact]
    public void Without_a_name_the_file_gives_it() =>
        Assert.Equal("my-culture", ScenarioFile.Load(Write("my-culture.yaml", Encoding.UTF8.GetBytes(Valid.With("name: Valid\n", "")))).Name);

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_do_no_harm() =>
        Assert.Equal("Valid", ScenarioFile.Load(Write("a.yaml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Valid.Text.ReplaceLineEndings("\r\n"))])).Name);

    [Fact]
    public void Other_encodings_are_refused_where_they_begin()
    {
        var problem = Problem(Write("a.yaml", [.. "format: 1\nname: "u8, 0xB5, .. "M\n"u8]));

        Assert.Equal((2, 7), (problem.Line, problem.Column));
        Assert.Contains("UTF-8", problem.What);
        Assert.Contains("UTF-16", Problem(Write("b.yaml", Encoding.Unicode.GetPreamble())).What);
    }

    [Fact]
    public void Huge_empty_missing_and_binary_files_are_refused()
    {
        Assert.Contains("4194304", Problem(Write("a.yaml", new byte[(4 << 20) + 1])).What);
        Assert.Contains("empty", Problem(Write("b.yaml", [])).What);
        Assert.Contains("empty", Problem(Write("c.yaml", "# only a comment\n"u8.ToArray())).What);
        Assert.Contains("U+0000", Problem(Write("d.yaml", "format: \0"u8.ToArray())).What);
        Assert.Contains("cannot be read", Problem(Path.Combine(_folder, "none.yaml")).What);
        Assert.Contains("folder", Problem(_folder).What);
    }

    [Fact]
    public void A_file_beside_the_scenario_is_read_and_one_outside_is_not()
    {
        var inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;
        File.Copy(Path.Combine(Repository.Root, "examples", "data", "lineages.csv"), Path.Combine(_folder, "lineages.csv"));
        File.CreateSymbolicLink(Path.Combine(inner, "link.csv"), Path.Combine(_folder, "lineages.csv"));
        string Scenario(string from) => Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", $"cycle: {{ from: {from}, frame: 30 min, columns: {{ cell: cell, parent: parent, lineage: lineage, G1: {{ duration: g1_frames, status: g1_status }} }} }}");
        string At(string folder, string from) => Write(Path.Combine(folder, "s.yaml"), Encoding.UTF8.GetBytes(Scenario(from)));

        Assert.Equal("lineages.csv", Assert.Single(ScenarioFile.Load(At(_folder, "lineages.csv")).Sources).Name);
        Assert.Contains("--allow-outside", Problem(At(inner, "../lineages.csv")).What);
        Assert.Contains("--allow-outside", Problem(At(inner, Path.Combine(_folder, "lineages.csv"))).What);
        Assert.Contains("--allow-outside", Problem(At(inner, "link.csv")).What);
        Assert.Single(ScenarioFile.Load(At(inner, "../lineages.csv"), new() { AllowOutside = true }).Sources);
        Assert.Contains("'lineages.csv' lies there", Problem(At(_folder, "lineage.csv")).What);
    }

    private static ScenarioProblem Problem(string path) => Assert.Single(Assert.Throws<ScenarioException>(() => ScenarioFile.Load(path)).Problems);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
