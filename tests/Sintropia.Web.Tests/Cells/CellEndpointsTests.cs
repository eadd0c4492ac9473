using System.Net;
using Sintropia.Runs.Results;
using Sintropia.Web.Cells;

namespace Sintropia.Web.Tests.Cells;

public sealed class CellEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    private List<string[]> Rows => [.. CsvRows.Read(Path.Combine(finished.Folder, "lineage.csv"))];

    [Fact]
    public async Task A_cell_that_ended_is_told_with_its_life_in_each_condition()
    {
        var founder = Rows.First(r => r[1].Length == 0)[0];
        var answer = await _server.Told($"/api/v1/runs/{finished.Id}/cells/{founder}");

        Assert.Null(answer["state"]);
        Assert.Equal(Rows.Count(r => r[0] == founder), answer["lives"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_cells_of_a_clone_are_listed_with_their_hours_in_each_phase()
    {
        var rows = Rows.Where(r => r[7] == "treated" && r[8] == "2" && r[4] == "3").ToList();

        var kin = await _server.Told($"/api/v1/runs/{finished.Id}/cells?condition=treated&replicate=2&founder=3");

        Assert.Equal(rows.Select(r => r[0]), kin["cells"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()));
        Assert.Equal(rows.SelectMany(r => r[12..17]).Select(h => double.Parse(h, System.Globalization.CultureInfo.InvariantCulture)), kin["cells"]!.AsArray().SelectMany(c => c!["phases_h"]!.AsArray().Select(h => h!.GetValue<double>())));
        Assert.False(kin["truncated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_list_of_cells_is_bounded_and_says_so()
    {
        var kin = await _server.Told($"/api/v1/runs/{finished.Id}/cells?generation=0&limit=5");

        Assert.Equal(5, kin["cells"]!.AsArray().Count);
        Assert.All(kin["cells"]!.AsArray(), c => Assert.Equal(0, c!["generation"]!.GetValue<int>()));
        Assert.True(kin["truncated"]!.GetValue<bool>());
        Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _server.Get($"/api/v1/runs/{finished.Id}/cells?limit=0"));
    }

    [Fact]
    public async Task Ancestors_lead_from_the_mother_to_the_founder()
    {
        var rows = Rows.Where(r => r[7] == "treated" && r[8] == "2").ToDictionary(r => r[0]);
        var youngest = rows.Values.MaxBy(r => int.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture))!;
        var expected = new List<string>();
        for (var at = youngest; at[1].Length > 0; at = rows[at[1]]) expected.Add(at[1]);
        Assert.NotEmpty(expected);

        var kin = await _server.Told($"/api/v1/runs/{finished.Id}/cells/{youngest[0]}/ancestors?condition=treated&replicate=2");

        Assert.Equal(expected, kin["cells"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Descendants_are_all_of_them_and_no_others()
    {
        var rows = Rows.Where(r => r[7] == "control" && r[8] == "1").ToList();
        var founder = rows.First(r => r[1].Length == 0 && r[11] == "divided")[0];
        HashSet<string> expected = [];
        for (var before = -1; before != expected.Count;)
        {
            before = expected.Count;
            expected.UnionWith(rows.Where(r => r[1] == founder || expected.Contains(r[1])).Select(r => r[0]));
        }

        var kin = await _server.Told($"/api/v1/runs/{finished.Id}/cells/{founder}/descendants?condition=control&replicate=1");
        var few = await _server.Told($"/api/v1/runs/{finished.Id}/cells/{founder}/descendants?condition=control&replicate=1&limit=1");

        Assert.Equal(expected.Order(), kin["cells"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()).Order());
        Assert.False(kin["truncated"]!.GetValue<bool>());
        Assert.Single(few["cells"]!.AsArray());
        Assert.True(few["truncated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_living_cell_is_told_with_its_state()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Endless());
        await server.Becomes(id, RunStatus.Running);
        // Founders have the same identities in every run; those of a crowded culture live long.
        string? state = null;
        for (ulong founder = 0; founder < 50 && state is null; founder++)
            state = (await server.Get($"/api/v1/runs/{id}/cells/{Sintropia.Biology.Cells.CellId.Founder(0, founder)}")).Body?["state"]?.ToJsonString();

        if (state is not null) Assert.Contains("\"phase\"", state);
        else Server.IsProblem(HttpStatusCode.NotFound, "unknown-cell", await server.Get($"/api/v1/runs/{id}/cells/{Sintropia.Biology.Cells.CellId.Founder(0, 1)}"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0123")]
    [InlineData("0000000000000000000000000000000g")]
    public async Task What_is_no_identity_is_refused(string cell) => Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _server.Get($"/api/v1/runs/{finished.Id}/cells/{cell}"));

    [Fact]
    public async Task A_cell_that_is_not_there_is_told() =>
        Server.IsProblem(HttpStatusCode.NotFound, "unknown-cell", await _server.Get($"/api/v1/runs/{finished.Id}/cells/00000000000000000000000000000001/ancestors"));

    [Fact]
    public void A_long_table_is_read_backward_across_blocks_and_half_a_row_is_passed_over()
    {
        const string head = "cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h\n";
        static string Id(int n) => n.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(n => $"{Id(n)},{(n < 2 ? "" : Id(n / 2))},0,1,1,line,dish,c,1,0,1,divided,0,1,1,1,1\n"));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(head + rows + Id(30_000)[..20]));
        var table = new LineageTable(stream, Server.Cancelled);

        var (up, down) = (table.Ancestors(Id(19_999), null, "c", 1), table.Descendants(Id(3), "c", 1, 100_000));

        Assert.Equal([9999, 4999, 2499, 1249, 624, 312, 156, 78, 39, 19, 9, 4, 2, 1], up.Cells.Select(c => Convert.ToInt32(c.Id, 16)));
        Assert.Equal(Enumerable.Range(4, 19_997).Count(Below3), down.Cells.Count);

        static bool Below3(int n)
        {
            while (n > 3) n /= 2;
            return n == 3;
        }
    }
}
