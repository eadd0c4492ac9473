using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Partitioning;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Benchmarks.Circulation;

/// <summary>What blood costs: thirteen organs and three compounds, alone and in a run of 100,000 cells, which it may lengthen by 5 % or 0.5 ms a tick.</summary>
internal static class CirculationBenchmarks
{
    private const int Repetitions = 7, Founders = 100_000;
    private const double Hours = 48;

    public static int Run(string? resultFile)
    {
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        var rows = new List<Dictionary<string, object>>();
        Row(rows, "blood alone, clearance as it was", "ms per tick", [.. Enumerable.Range(0, Repetitions).Select(_ => Alone(changing: false))]);
        Row(rows, "blood alone, another clearance every tick", "ms per tick", [.. Enumerable.Range(0, Repetitions).Select(_ => Alone(changing: true))]);

        Lived(blood: true, 1000); // once through everything, so that no repetition pays for compilation
        Lived(blood: false, 1000);
        var (with, without) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            without.Add(Lived(blood: false, Founders));
            with.Add(Lived(blood: true, Founders));
        }

        Row(rows, $"{Founders} founders, {Hours} h, without blood", "s", without);
        Row(rows, $"{Founders} founders, {Hours} h, with blood", "s", with);
        Row(rows, "with over without, pair by pair", "ratio", [.. with.Zip(without, (a, b) => a / b)]);
        if (resultFile is not null)
            File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return 0;
    }

    private static double Alone(bool changing)
    {
        const int ticks = 400;
        var plan = Plan(blood: true, 10, ticks);
        var blood = new Bloodstream(plan);
        var cells = plan.Tissues.Select(_ => new long[plan.CellTypes.Count * Phases.Count]).ToArray();
        cells[0][(int)Phase.G0] = 500_000;
        blood.Advance(0, cells);
        var begun = Stopwatch.GetTimestamp();
        for (var tick = 1; tick < ticks; tick++)
        {
            if (changing) cells[0][(int)Phase.G0]--;
            blood.Advance(tick, cells);
        }

        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds / (ticks - 1);
    }

    private static double Lived(bool blood, int founders)
    {
        GC.Collect();
        var organism = Organism.Found(Plan(blood, founders, Hours), new() { Threads = 1 });
        var begun = Stopwatch.GetTimestamp();
        while (!organism.IsComplete) organism.Advance();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static OrganismPlan Plan(bool blood, int founders, double hours) => new()
    {
        CellTypes =
        [
            new() { Name = "hepatocyte", Cycle = null, Quiescence = new(1, new ExponentialDuration(1000)) },
            new() { Name = "cancer", Cycle = new([new(Phase.G1, new ErlangDuration(4, 11)), new(Phase.S, new ErlangDuration(20, 8)), new(Phase.G2, new ErlangDuration(10, 4)), new(Phase.M, new ErlangDuration(10, 1))]) },
        ],
        Tissues = [new("liver", "lobules", [new(0, founders / 2, Founding.Resting)]), new("muscle", "lump", [new(1, founders - founders / 2)])],
        Agents = [.. Enumerable.Range(0, 3).Select(i => new Agent($"compound {i}", AgentKind.Compound, "uM") { Effects = [new Slowing(PhaseSet.G1, new Hill(1e6, 1, 0.5))] })],
        Circulation = !blood ? null : new(ReferenceMale.At(), [.. Enumerable.Range(0, 3).Select(i => new CarriedAgent(i, Kinetics(i)))], [new(Elimination.Hepatic, 0, [0], founders / 2)]),
        Interventions = !blood ? [] : [.. Enumerable.Range(0, 3).Select(i => new Administration(i, Route.Oral, 100, new(1 + i, Every: 12)))],
        Seed = 3,
        Duration = hours,
    };

    private static Kinetics Kinetics(int number)
    {
        var molecule = new RodgersRowland(1 + number, new([], [8.5]), 0.3, 1.2);
        return new() { UnboundInPlasma = 0.3, BloodToPlasma = 1.2, Partition = ReferenceMale.Organs.ToDictionary(o => o, molecule.Partition), HepaticIntrinsic = 300, RenalIntrinsic = 10 };
    }

    private static void Row(List<Dictionary<string, object>> rows, string name, string unit, IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        rows.Add(new() { ["name"] = name, ["unit"] = unit, ["median"] = median, ["least"] = sorted[0], ["greatest"] = sorted[^1] });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-48} {median,8:0.0000} {unit} (from {sorted[0]:0.0000} to {sorted[^1]:0.0000})"));
    }
}
