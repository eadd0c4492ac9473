using System.Globalization;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests.Execution;

public sealed class CirculatingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_with_blood_that_was_stopped_or_killed_in_an_infusion_and_resumed_differs_in_no_byte()
    {
        var plan = Dish.Of(Patient.Text);
        await Dish.Carry(Dish.Request(_folder["whole"], plan, Dish.Options(1, 4096)));
        // Each look is in another tick of the treated half, whose infusion lasts from 3.2 to 8.2 h.
        for (var stop = 0; stop < 4; stop++)
            Assert.Equal(RunStatus.Paused, (await Dish.StopAt(30 + 4 * stop, Dish.Request(_folder["stopped"], plan, Dish.Options(stop % 3 + 1, 64 << stop, checkpointEverySeconds: 10)) with { Continue = stop > 0 })).Status);
        await Dish.Carry(Dish.Request(_folder["stopped"], plan) with { Continue = true });
        await Dish.Kill(130, Dish.Request(_folder["run"], plan, Dish.Options(checkpointEverySeconds: 20)), _folder["dead"]);
        await Dish.Carry(Dish.Request(_folder["dead"], plan) with { Continue = true });

        Dish.Same(_folder["whole"], _folder["stopped"]);
        Dish.Same(_folder["whole"], _folder["dead"]);
    }

    [Fact]
    public async Task Its_tables_say_where_all_of_the_substance_is_and_what_each_tissue_feels()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Patient.Text)));
        var rows = CsvRows.Read(_folder["run/circulation.csv"]).Where(r => r[1] == "treated").ToArray();
        double Value(string time, string substance, string place, string quantity) => double.Parse(rows.Single(r => r[0] == time && r[3] == substance && r[4] == place && r[5] == quantity)[7], CultureInfo.InvariantCulture);

        foreach (var time in (string[])["2", "8", "24"])
        {
            var given = Value(time, "drug", "given", "amount");
            Assert.Equal(given, ((string[])["body", "metabolised", "excreted", "unabsorbed"]).Sum(p => Value(time, "drug", p, "amount")), 1e-9 * given);
        }

        // The toxin kills half of the hepatocytes from 9 h on.
        Assert.Equal(1, Value("8", "", "liver", "function"), 0.05);
        Assert.Equal(0.5, Value("24", "", "liver", "function"), 0.15);

        // 200 mg of 400 g/mol are 500 µmol: at 1 h and 7 h whole, then held or reduced; 20 mg in between.
        Assert.Equal(500, Value("2", "drug", "given", "amount"), 1e-9);
        Assert.True(Value("24", "drug", "held", "doses") >= 1);
        Assert.True(Value("24", "drug", "given", "amount") < 4 * 500 + 50);
        Assert.True(Value("24", "signal", "plasma", "concentration") > 0);
        Assert.True(Value("8", "drug", "plasma", "area") > 0);

        var felt = CsvRows.Read(_folder["run/exposure.csv"]).Where(r => r[1] == "treated" && r[0] == "8" && r[5] == "drug").ToDictionary(r => r[4], r => double.Parse(r[7], CultureInfo.InvariantCulture));
        Assert.InRange(felt["lump"], 0.5 * Value("8", "drug", "tumour", "unbound"), 2 * Value("8", "drug", "tumour", "unbound"));
        Assert.NotEqual(felt["lump"], Value("8", "drug", "tumour", "unbound")); // the site of effect follows later
    }

    [Fact]
    public async Task A_branch_in_the_middle_of_an_infusion_goes_on_with_it_and_adds_doses_of_its_own()
    {
        File.WriteAllText(_folder["scenario.yaml"], Patient.Text);
        File.WriteAllText(_folder["branch.yaml"], "conditions: { more: [ { compound: drug, dose: 50 mg iv, from: 6 h } ] }\n");
        var plan = RunPlans.Of(ScenarioBranch.Load(_folder["scenario.yaml"], _folder["branch.yaml"], "treated", 5), new("left", "treated", 5), File.ReadAllBytes(_folder["branch.yaml"]));
        await Dish.Carry(Dish.Request(_folder["fork"], plan));
        await Dish.Carry(Dish.Request(_folder["whole"], Dish.Of(Patient.Text)));
        string[] Rows(string run, string condition) => [.. CsvRows.Read(_folder[$"{run}/circulation.csv"]).Where(r => r[1] == condition && double.Parse(r[0], CultureInfo.InvariantCulture) >= 6).Select(r => string.Join(',', r.Where((_, i) => i != 1)))];

        Assert.Equal(Rows("whole", "treated"), Rows("fork", "treated"));
        Assert.NotEqual(Rows("whole", "treated"), Rows("fork", "more"));
    }

    [Fact]
    public async Task Cultures_have_no_table_of_blood()
    {
        await Dish.Carry(Dish.Request(_folder["run"]));

        Assert.False(File.Exists(_folder["run/circulation.csv"]));
    }

    public void Dispose() => _folder.Dispose();
}
