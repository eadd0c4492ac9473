using System.Globalization;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Execution;

public sealed class MigratingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_whose_cells_mutate_and_go_from_tissue_to_tissue_differs_in_no_byte_when_it_was_stopped_or_killed_and_resumed()
    {
        var plan = Dish.Of(Trafficking.Text);
        await Dish.Carry(Dish.Request(_folder["whole"], plan, Dish.Options(1, 4096)));
        for (var stop = 0; stop < 3; stop++)
            Assert.Equal(RunStatus.Paused, (await Dish.StopAt(25 + 9 * stop, Dish.Request(_folder["stopped"], plan, Dish.Options(stop + 1, 64 << stop, checkpointEverySeconds: 10)) with { Continue = stop > 0 })).Status);
        await Dish.Carry(Dish.Request(_folder["stopped"], plan) with { Continue = true });
        await Dish.Kill(130, Dish.Request(_folder["run"], plan, Dish.Options(checkpointEverySeconds: 20)), _folder["dead"]);
        await Dish.Carry(Dish.Request(_folder["dead"], plan) with { Continue = true });

        Dish.Same(_folder["whole"], _folder["stopped"]);
        Dish.Same(_folder["whole"], _folder["dead"]);
    }

    [Fact]
    public async Task Its_tables_tell_of_cells_where_they_are_and_of_all_that_ever_lived()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Trafficking.Text)));
        var rows = CsvRows.Read(_folder["run/timeseries.csv"]).Where(r => r[0] == "24" && r[1] == "control").ToArray();
        long Living(string tissue, string type) => rows.Where(r => r[4] == tissue && r[5] == type && (r[6] is "G0" or "G1" or "S")).Sum(r => long.Parse(r[^1], CultureInfo.InvariantCulture));

        Assert.True(Living("cells", "white") > 60);
        Assert.True(Living("pulp", "mutant") > 20);
        Assert.InRange(Living("marrow", "white"), 0, 20); // those born since the last tick
        // founders + 2 × divisions lives, each once
        var lives = CsvRows.Read(_folder["run/lineage.csv"]).Where(r => r[Column("condition")] == "control").ToArray();
        var divisions = CsvRows.Read(_folder["run/events.csv"]).Where(r => r[0] == "24" && r[1] == "control" && r[6] == "divisions").Sum(r => long.Parse(r[^1], CultureInfo.InvariantCulture));
        Assert.Equal(280 + 2 * divisions, lives.Length);
        Assert.Equal(lives.Length, lives.Select(r => r[0]).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private int Column(string name) => Array.IndexOf(File.ReadLines(_folder["run/lineage.csv"]).First().Split(','), name);
}
