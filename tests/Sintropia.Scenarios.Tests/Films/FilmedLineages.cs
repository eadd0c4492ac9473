using Sintropia.Evaluation.Lineages;
using Sintropia.Scenarios.Films;
using Sintropia.Scenarios.Plans;

namespace Sintropia.Scenarios.Tests.Films;

/// <summary>The untreated AU565 lineages (Mohammadi et al. 2022, Commun Biol 5:1258; 96 h, a frame every 30 min), kept beside the repository, and cultures built on some of them.</summary>
internal sealed class FilmedLineages
{
    private const string Relative = "data/lineage_au565_mcf10a/au565_lineages.csv";
    private const string Where = "dose == 0";
    private static readonly ObservationWindow Window = new(0, 96, 0.5);

    private static readonly LineageColumns Columns = new()
    {
        Cell = "cell",
        Parent = "parent_cell",
        Lineage = ["plate", "well", "file", "lineage"],
        Generation = "generation",
        HoursPerUnit = 0.5,
        Phases = [new("G1", "g1_frames", "g1_status"), new("S", "sg2_frames", "sg2_status")], // S/G2/M, which the reporter does not tell apart
    };

    private readonly string _header;
    private readonly Dictionary<string, List<string>> _rows;

    private FilmedLineages(string path)
    {
        File = path;
        Table = LineageTable.Read(path, Columns, RowFilter.Parse(Where));
        var lines = System.IO.File.ReadAllLines(path);
        _header = lines[0];
        var names = _header.Split(',');
        int[] key = [.. Columns.Lineage.Select(c => Array.IndexOf(names, c))];
        _rows = lines.Skip(1).GroupBy(line => string.Join('|', line.Split(',') is var fields ? key.Select(i => fields[i]) : [])).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>The file with all of them.</summary>
    public string File { get; }

    /// <summary>All lineages.</summary>
    public LineageTable Table { get; }

    /// <summary>Reads them; skips the test where they are absent.</summary>
    public static FilmedLineages Read()
    {
        var path = Path.Combine(Path.GetDirectoryName(Repository.Root)!, "shared", Relative);
        Assert.SkipUnless(System.IO.File.Exists(path), $"Skipped: the measured lineages {Relative} are not in ../shared beside the repository, so no culture can be held against them.");
        return new(path);
    }

    /// <summary>The scenario a user would write about a table in this format.</summary>
    public static string Scenario(string file, string inherit) => $$"""
        format: 1
        name: Measured lineages
        seed: 20260131
        duration: 96 h
        tissues:
          dish:
            populations:
              - type: au565
                cells: 2000 cells
                founding: asynchronous
                cycle:
                  from: {{file}}
                  where: {{Where}}
                  frame: 30 min
                  {{inherit}}
                  deaths: true
                  columns:
                    cell: cell
                    parent: parent_cell
                    generation: generation
                    lineage: [plate, well, file, lineage]
                    G1: { duration: g1_frames, status: g1_status }
                    S: { duration: sg2_frames, status: sg2_status }
        """;

    /// <summary>Simulates a culture founded on some of the lineages, and sees it through the window of the film.</summary>
    public LineageTable Culture(IReadOnlyList<Lineage> lineages, string inherit)
    {
        var folder = Directory.CreateTempSubdirectory("lineages");
        try
        {
            System.IO.File.WriteAllLines(Path.Combine(folder.FullName, "training.csv"), lineages.SelectMany(l => _rows[l.Key]).Prepend(_header));
            var scenario = ScenarioFile.Parse(Scenario("training.csv", inherit), "training.yaml", new() { Folder = folder.FullName });
            return Window.See(CultureLineages.Of(ScenarioPlans.Compile(scenario, "only", 1)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
