using System.Globalization;
using Sintropia.Evaluation.Growth;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class PairedDifferencesTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private const string Place = "time_h,condition,replicate,organ,tissue,cell_type,phase,";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Conditions_that_do_the_same_differ_by_exactly_nothing()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Dish.With(("duration: 24 h", "duration: 12 h"), ("dose: 1 uM", "dose: 0 uM")))));

        var rows = CsvRows.Read(_folder["run/paired.csv"]).ToArray();
        Assert.Equal(7, rows.Length);
        Assert.All(rows, r => Assert.Equal(["treated", "control", "0", "0", "0", "0", "0", "0"], [r[1], r[2], .. r[6..]]));
    }

    [Fact]
    public void Shared_draws_make_intervals_narrower_than_those_of_independent_runs()
    {
        var clones = CsvRows.Read(Path.Combine(finished.Folder, "clones.csv")).Where(r => r[0] == "18" && r[6] is not ("apoptotic" or "necrotic" or "mitotic_death")).ToLookup(r => r[1]);
        double[] Groups(string condition) => [.. Enumerable.Range(0, 32).Select(g => clones[condition].Where(r => r[7] == $"{g}").Sum(r => double.Parse(r[8], CultureInfo.InvariantCulture)))];
        var expected = PairedDifference.Of(Groups("treated"), Groups("control"));
        var row = Assert.Single(CsvRows.Read(Path.Combine(finished.Folder, "paired.csv")), r => r[0] == "18");
        var (low, high) = (Number(row[7]), Number(row[8]));

        Assert.True(expected.Difference.Value < 0);
        Assert.Equal((expected.Difference.Value, expected.Difference.Interval().Low, expected.Difference.Interval().High), (Number(row[6]), low, high));
        Assert.Equal(expected.Log2Ratio!.Value.Value, Number(row[9]));
        Assert.True(high - low < 0.7 * expected.UnpairedDifference.Interval().Width, $"{high - low} against {expected.UnpairedDifference.Interval().Width}");
    }

    [Fact]
    public void Where_a_condition_has_died_out_its_count_is_nought_and_not_missing()
    {
        // At 1 h the treated cells are remains only, and at 2 h not even those; the control has died out at 3 h.
        var directory = Tables(
            ["control", "treated"],
            (0, "control", 40, 0), (1, "control", 44, 0), (2, "control", 50, 1), (3, "control", 0, 9),
            (0, "treated", 40, 0), (1, "treated", 0, 12), (2, "treated", 0, 0), (3, "treated", 0, 0));
        PairedDifferences.Write(directory, ["control", "treated"]);

        var rows = CsvRows.Read(directory.PathOf("paired.csv")).ToArray();
        Assert.Equal([("0", "0"), ("1", "-44"), ("2", "-50"), ("3", "0")], rows.Select(r => (r[0], r[6])));
        Assert.Equal(["0", "", "", ""], rows.Select(r => r[9])); // no ratio to nothing
        Assert.True(Number(rows[1][7]) < -44 && Number(rows[1][8]) > -44);
    }

    [Theory]
    [InlineData("a", "control", "b", "control")]
    [InlineData("a", "b", "Control", "Control")]
    [InlineData("a", "b", "c", "a")]
    public void The_reference_is_called_control_or_comes_first(string one, string two, string three, string reference)
    {
        Assert.Equal(reference, PairedDifferences.Reference([one, two, three]));
    }

    [Fact]
    public void A_reference_that_comes_last_is_compared_with_all_the_same()
    {
        var directory = Tables(["treated", "control"], (0, "treated", 30, 0), (0, "control", 40, 0));
        PairedDifferences.Write(directory, ["treated", "control"]);

        Assert.Equal(["0", "treated", "control", "1", "dish", "line", "-10"], Assert.Single(CsvRows.Read(directory.PathOf("paired.csv")))[..7]);
    }

    [Fact]
    public void Tables_that_do_not_belong_together_are_refused_and_nothing_half_written_is_left()
    {
        var directory = Tables(["control", "treated"], (0, "control", 40, 0), (0, "treated", 40, 0));
        File.AppendAllText(directory.PathOf("clones.csv"), "9,treated,1,dish,dish,line,G1,0,4\n");

        Assert.Contains("timeseries.csv", Assert.Throws<InvalidDataException>(() => PairedDifferences.Write(directory, ["control", "treated"])).Message);
        Assert.Equal(["clones.csv", "timeseries.csv"], directory.Files);
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A run's two tables, with the cells of each record spread over the clone groups.</summary>
    private RunDirectory Tables(string[] conditions, params (double Time, string Condition, int Living, int Remains)[] records)
    {
        var directory = RunDirectory.Create(_folder["tables"], false);
        var (timeseries, clones) = (new List<string> { Place + "value" }, new List<string> { Place + "group,value" });
        foreach (var (time, condition, living, remains) in records.OrderBy(r => Array.IndexOf(conditions, r.Condition)))
        {
            foreach (var (phase, cells) in new[] { ("G1", living), ("apoptotic", remains) })
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{time},{condition},1,dish,dish,line,{phase}");
                timeseries.Add($"{place},{cells}");
                for (var group = 0; group < 32; group++)
                    if (cells / 32 + (group < cells % 32 ? 1 : 0) is > 0 and var inGroup) clones.Add($"{place},{group},{inGroup}");
            }
        }

        directory.Write("timeseries.csv", string.Join('\n', timeseries) + "\n");
        directory.Write("clones.csv", string.Join('\n', clones) + "\n");
        return directory;
    }
}
