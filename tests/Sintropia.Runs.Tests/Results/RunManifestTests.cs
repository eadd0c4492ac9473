using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class RunManifestTests : IDisposable
{
    private static readonly RunManifest Full = new()
    {
        Name = "Über \"dish\" <1>", Description = "What\nto see", Sintropia = "0.1.0", Status = RunStatus.Failed, Failure = "why", Seed = ulong.MaxValue, DurationH = 0.1 + 0.2, TickH = 1 / 3.0, RecordEveryH = 1,
        ScenarioSha256 = "ab", Machine = new("os", "cpu", 2, ".NET"), Started = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), Finished = null, WallSeconds = 12.5, Conditions = ["control", "µ"], Replicates = 3,
        BranchOf = new("../run", "control", 24), Units = new Dictionary<string, string> { ["Drug A"] = "uM" }, Interventions = [new("µ", "text", "compound", 8, null)],
        Assumptions = [new("s", "w", "v", "h", "", "assumed", "", "", "")], Runs = [new("control", 1, ulong.MaxValue, 300, 400, 120, 20, new('0', 32))], Fingerprint = new('f', 32),
        Performance = new(12.5, 1000, 2e8, 2, 0.5), Files = new Dictionary<string, FileNote> { ["timeseries.csv"] = new(10, "cd") },
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        File.WriteAllBytes(_folder["run.json"], Full.ToJson());
        var read = RunManifest.Read(_folder["run.json"]);

        Assert.Equal(Full.ToJson(), read.ToJson());
        Assert.Equal((Full.Name, Full.Seed, Full.DurationH, Full.Started, Full.BranchOf), (read.Name, read.Seed, read.DurationH, read.Started, read.BranchOf));
        Assert.Equal(Full.Files, read.Files);
        Assert.Equal(Full.Runs, read.Runs);
    }

    [Fact]
    public void Keys_and_statuses_are_written_as_the_format_says()
    {
        var text = System.Text.Encoding.UTF8.GetString(Full.ToJson());

        foreach (var piece in new[] { "\"status\": \"failed\"", "\"duration_h\": 0.30000000000000004", "\"branch_of\": {", "\"at_h\": 24", "\"Drug A\": \"uM\"", "\"until_h\": null", "\"final_living\": 400", "\"equivalent_cell_updates_per_second\"", "\"timeseries.csv\": {", "Über" })
            Assert.Contains(piece, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"status\":\"eaten\"}")]
    public void What_is_no_manifest_is_refused_with_its_path(string text)
    {
        File.WriteAllText(_folder["run.json"], text);

        Assert.Contains(_folder["run.json"], Assert.Throws<InvalidDataException>(() => RunManifest.Read(_folder["run.json"])).Message);
    }

    [Fact]
    public void A_manifest_of_another_format_is_refused()
    {
        File.WriteAllBytes(_folder["run.json"], (Full with { Format = 2 }).ToJson());

        Assert.Contains("another format than 1", Assert.Throws<InvalidDataException>(() => RunManifest.Read(_folder["run.json"])).Message);
    }

    [Fact]
    public void Effort_is_stated_in_steps_of_six_minutes()
    {
        Assert.Equal(5000, new Effort(CellHours: 1000, WallSeconds: 2, CheckpointSeconds: 0).EquivalentUpdatesPerSecond);
        Assert.Equal(0, Effort.None.EquivalentUpdatesPerSecond);
    }

    public void Dispose() => _folder.Dispose();
}
