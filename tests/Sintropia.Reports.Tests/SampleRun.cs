using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sintropia.Reports.Tests;

/// <summary>A run directory like those the engine writes, from a small culture of its own: control and palbociclib with shared draws, lineage kept. The same bytes every time.</summary>
internal sealed class SampleRun
{
    private const double Duration = 96, Onset = 24, End = 72, Slowing = 0.22, Clearance = 9;
    private const int Groups = 32;
    private static readonly string[] Phases = ["G0", "G1", "S", "G2", "M", "senescent", "apoptotic", "necrotic", "mitotic_death"];
    private static readonly string[] Kinds = ["divisions", "apoptosis", "necrosis", "mitotic_death", "senescence"];

    private readonly string _directory;
    private readonly int _founders;
    private readonly Dictionary<(string Condition, int Replicate), long[,,]> _counts = []; // [hour, phase, group]
    private readonly Dictionary<(string Condition, int Replicate), long[,]> _events = []; // [hour, kind]
    private readonly StringBuilder _lineage = new("cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h\n");

    private SampleRun(string directory, int founders) => (_directory, _founders) = (directory, founders);

    public static string[] Conditions { get; } = ["control", "palbociclib"];

    public static void Write(string directory, int founders = 48, int replicates = 2, string name = "Palbociclib on an RB-positive line", bool lineage = true)
    {
        Directory.CreateDirectory(directory);
        var run = new SampleRun(directory, founders);
        foreach (var condition in Conditions)
            for (var replicate = 1; replicate <= replicates; replicate++)
                run.Grow(condition, replicate);
        run.WriteCounts();
        run.WriteExposure(replicates);
        run.WritePaired(replicates);
        if (lineage) run.Save("lineage.csv", run._lineage);
        run.WriteRun(name, replicates);
    }

    private static double Uniform(ulong a, ulong b)
    {
        var z = a + (0x9E3779B97F4A7C15UL * (b + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static double Erlang(ulong cell, ulong purpose, int stages, double mean)
    {
        var sum = 0.0;
        for (ulong i = 0; i < (ulong)stages; i++) sum -= Math.Log(1 - Uniform(cell, (purpose * 64) + i));
        return sum * mean / stages;
    }

    private void Grow(string condition, int replicate)
    {
        _counts[(condition, replicate)] = new long[(int)Duration + 1, Phases.Length, Groups];
        _events[(condition, replicate)] = new long[(int)Duration + 1, Kinds.Length];
        for (var clone = 0; clone < _founders; clone++)
        {
            var id = ((ulong)replicate << 40) + (ulong)clone + 1;
            var cells = new Stack<(ulong Id, ulong Parent, int Sister, int Generation, double Birth)>();
            cells.Push((id, 0, -1, 0, -20 * Uniform(id, 999)));
            while (cells.Count > 0) Live(condition, replicate, clone, cells.Pop(), cells);
        }
    }

    private void Live(string condition, int replicate, int clone, (ulong Id, ulong Parent, int Sister, int Generation, double Birth) cell, Stack<(ulong, ulong, int, int, double)> cells)
    {
        var drugged = condition != "control";
        double[] work =
        [
            Uniform(cell.Id, 1) < 0.18 ? Erlang(cell.Id, 2, 2, 7) : 0, Erlang(cell.Id, 3, 4, 6.5), Erlang(cell.Id, 4, 20, 8), Erlang(cell.Id, 5, 10, 4), Erlang(cell.Id, 6, 10, 0.9),
        ];
        var hazard = drugged ? 0.0045 : 0.0022;
        var death = cell.Birth - (Math.Log(1 - Uniform(cell.Id, 7)) / hazard);
        var (time, spent, fate) = (cell.Birth, new double[5], "divided");
        for (var phase = 0; phase < 5 && fate == "divided"; phase++)
        {
            var until = phase == 1 && drugged ? Slowed(time, work[phase]) : time + work[phase];
            var stop = Math.Min(until, Math.Min(death, Duration));
            spent[phase] = Math.Max(0, stop - time);
            Count(condition, replicate, phase, clone, time, stop);
            if (stop < until) fate = death < Duration ? phase == 4 ? "mitotic_death" : Uniform(cell.Id, 8) < 0.12 ? "necrosis" : "apoptosis" : "alive";
            time = stop;
        }

        if (fate == "divided" && drugged && cell.Birth > Onset && Uniform(cell.Id, 9) < 0.05)
        {
            fate = "senescent";
            Count(condition, replicate, 5, clone, time, Duration);
            Happened(condition, replicate, 4, time);
            time = Duration;
        }

        // A founder whose whole life lay before the run would not have been one.
        if (time < 0) { cells.Push((cell.Id + (1UL << 60), cell.Parent, cell.Sister, cell.Generation, -2)); return; }
        var dead = Array.IndexOf(["apoptosis", "necrosis", "mitotic_death"], fate);
        if (dead >= 0)
        {
            Count(condition, replicate, 6 + dead, clone, time, Math.Min(Duration, time + Clearance));
            Happened(condition, replicate, 1 + dead, time);
        }

        _lineage.Append(CultureInfo.InvariantCulture,
            $"{Hex(cell.Id)},{(cell.Parent == 0 ? "" : Hex(cell.Parent))},{(cell.Sister < 0 ? "" : cell.Sister.ToString(CultureInfo.InvariantCulture))},{cell.Generation},{clone},mcf10a,culture,{condition},{replicate},{cell.Birth:R},{time:R},{fate},{spent[0]:R},{spent[1]:R},{spent[2]:R},{spent[3]:R},{spent[4]:R}\n");
        if (fate != "divided") return;
        Happened(condition, replicate, 0, time);
        for (var sister = 1; sister >= 0; sister--)
        {
            var daughter = (ulong)(Uniform(cell.Id, 20 + (ulong)sister) * (1UL << 52)) + ((ulong)(clone + 1) << 52 >> 4);
            cells.Push((daughter, cell.Id, sister, cell.Generation + 1, time));
        }
    }

    /// <summary>When G1 work is done if it goes slower while the drug is there.</summary>
    private static double Slowed(double time, double work)
    {
        foreach (var (until, rate) in new[] { (Onset, 1.0), (End, Slowing), (double.PositiveInfinity, 1.0) })
        {
            if (time >= until) continue;
            if (time + (work / rate) <= until) return time + (work / rate);
            work -= (until - time) * rate;
            time = until;
        }

        return time;
    }

    private void Count(string condition, int replicate, int phase, int clone, double from, double to)
    {
        for (var hour = Math.Max(0, (int)Math.Ceiling(from)); hour <= Duration && (hour < to || (hour == Duration && to >= Duration)); hour++)
            _counts[(condition, replicate)][hour, phase, clone % Groups]++;
    }

    private void Happened(string condition, int replicate, int kind, double time)
    {
        for (var hour = Math.Max(0, (int)Math.Ceiling(time)); hour <= Duration; hour++) _events[(condition, replicate)][hour, kind]++;
    }

    private static string Hex(ulong id) => $"{id * 0x9E3779B97F4A7C15UL:x16}{id:x16}";

    private long At(string condition, int replicate, int hour, int phase) => Enumerable.Range(0, Groups).Sum(group => _counts[(condition, replicate)][hour, phase, group]);
    private double Living(string condition, int replicate, int hour, int without) =>
        Enumerable.Range(0, 6).Sum(phase => At(condition, replicate, hour, phase) - (without < 0 ? 0 : _counts[(condition, replicate)][hour, phase, without]));

    private void WriteCounts()
    {
        var series = new StringBuilder("time_h,condition,replicate,organ,tissue,cell_type,phase,value\n");
        var clones = new StringBuilder("time_h,condition,replicate,organ,tissue,cell_type,phase,group,value\n");
        var events = new StringBuilder("time_h,condition,replicate,organ,tissue,cell_type,event,value\n");
        for (var hour = 0; hour <= Duration; hour++)
            foreach (var (condition, replicate) in _counts.Keys)
            {
                for (var phase = 0; phase < Phases.Length; phase++)
                {
                    series.Append(CultureInfo.InvariantCulture, $"{hour},{condition},{replicate},dish,culture,mcf10a,{Phases[phase]},{At(condition, replicate, hour, phase)}\n");
                    for (var group = 0; group < Groups; group++)
                        if (_counts[(condition, replicate)][hour, phase, group] is > 0 and var value)
                            clones.Append(CultureInfo.InvariantCulture, $"{hour},{condition},{replicate},dish,culture,mcf10a,{Phases[phase]},{group},{value}\n");
                }

                for (var kind = 0; kind < Kinds.Length; kind++)
                    events.Append(CultureInfo.InvariantCulture, $"{hour},{condition},{replicate},dish,culture,mcf10a,{Kinds[kind]},{_events[(condition, replicate)][hour, kind]}\n");
            }

        Save("timeseries.csv", series);
        Save("clones.csv", clones);
        Save("events.csv", events);
    }

    private void WriteExposure(int replicates)
    {
        var text = new StringBuilder("time_h,condition,replicate,organ,tissue,substance,unit,value\n");
        for (var hour = 0; hour <= Duration; hour++)
            foreach (var condition in Conditions)
                for (var replicate = 1; replicate <= replicates; replicate++)
                    text.Append(CultureInfo.InvariantCulture, $"{hour},{condition},{replicate},dish,culture,palbociclib,uM,{(condition != "control" && hour > Onset && hour <= End ? 1 : 0)}\n");
        Save("exposure.csv", text);
    }

    private void WritePaired(int replicates)
    {
        var text = new StringBuilder("time_h,condition,against,replicate,tissue,cell_type,difference,low,high,log2_ratio,log2_low,log2_high\n");
        for (var hour = 0; hour <= Duration; hour++)
            for (var replicate = 1; replicate <= replicates; replicate++)
            {
                double Difference(int without) => Living("palbociclib", replicate, hour, without) - Living("control", replicate, hour, without);
                double Log2(int without) => Math.Log2(Living("palbociclib", replicate, hour, without) / Living("control", replicate, hour, without));
                double Half(Func<int, double> of, double scale)
                {
                    var values = Enumerable.Range(0, Groups).Select(group => of(group) * scale).ToArray();
                    return 2.04 * Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) * (Groups - 1) / Groups);
                }

                var (difference, ratio) = (Difference(-1), Log2(-1));
                var (wide, narrow) = (Half(Difference, 1), Half(Log2, 1));
                text.Append(CultureInfo.InvariantCulture, $"{hour},palbociclib,control,{replicate},culture,mcf10a,{difference:R},{difference - wide:R},{difference + wide:R},{ratio:R},{ratio - narrow:R},{ratio + narrow:R}\n");
            }

        Save("paired.csv", text);
    }

    private void WriteRun(string name, int replicates)
    {
        static object Assumed(string subject, string what, string value, string unit, string status, string source, string doi, string spread = "", string note = "") =>
            new { subject, what, value, unit, spread, status, source, doi, note };
        var run = new Dictionary<string, object?>
        {
            ["format"] = 1, ["name"] = name, ["sintropia"] = "0.1.0", ["status"] = "completed",
            ["description"] = "MCF-10A in culture; palbociclib holds G1 from one day to three, then is washed out.",
            ["seed"] = 18446744073709551557UL, ["duration_h"] = Duration, ["tick_h"] = 0.5, ["record_every_h"] = 1,
            ["scenario_sha256"] = "5ce7b6a1f8d0c1b2a39485766758493a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e",
            ["machine"] = new { os = "Linux 6.1", processor = "An ordinary processor", cores = 2, runtime = ".NET 10.0.1" },
            ["started"] = "2026-01-02T03:04:05Z", ["finished"] = "2026-01-02T03:04:17Z", ["wall_seconds"] = 12.3,
            ["conditions"] = Conditions, ["replicates"] = replicates, ["branch_of"] = null, ["units"] = new { palbociclib = "uM" },
            ["interventions"] = new[] { new { condition = "palbociclib", text = "palbociclib 1 uM from 24 h until 72 h on tissue culture", kind = "compound", from_h = Onset, until_h = End } },
            ["assumptions"] = new[]
            {
                Assumed("mcf10a.G1", "duration, mean", "6.5", "h", "sourced", "PhysiCell 1.14.2", "10.1371/journal.pcbi.1005991", "3.2"),
                Assumed("mcf10a.S", "duration, mean", "8", "h", "sourced", "PhysiCell 1.14.2", "10.1371/journal.pcbi.1005991"),
                Assumed("mcf10a.G2", "duration, mean", "4", "h", "sourced", "PhysiCell 1.14.2", "10.1371/journal.pcbi.1005991"),
                Assumed("mcf10a.M", "duration, mean", "0.9", "h", "given", "", "", "", "as written in the scenario"),
                Assumed("mcf10a.G0", "share of newborns that pause", "0.18", "", "assumed", "no measurement for this line; the order of Spencer et al. 2013", "10.1016/j.cell.2013.08.062"),
                Assumed("palbociclib", "potency on G1 exit, EC50", "0.08", "uM", "assumed", "between reported cellular values", "", "0.04"),
                Assumed("mcf10a.apoptosis", "hazard", "0.0022", "1/h", "sourced", "PhysiCell 1.14.2 template", "10.1371/journal.pcbi.1005991"),
            },
            ["runs"] = _counts.Keys.Select(key => new
            {
                condition = key.Condition, replicate = key.Replicate, seed = 20260101 + key.Replicate, founders = _founders, final_living = Living(key.Condition, key.Replicate, (int)Duration, -1),
                divisions = _events[key][(int)Duration, 0], deaths = Enumerable.Range(1, 3).Sum(kind => _events[key][(int)Duration, kind]), fingerprint = Hex((ulong)key.GetHashCodeOfText()),
            }).ToArray(),
            ["fingerprint"] = "8f14e45fceea167a5a36dedd4bea2543",
            ["performance"] = new { wall_seconds = 12.3, events = 812_345, equivalent_cell_updates_per_second = 412e6, threads = 2, checkpoint_seconds = 0.2 },
            ["files"] = new Dictionary<string, object> { ["timeseries.csv"] = new { bytes = 123456, sha256 = new string('a', 64) }, ["lineage.csv"] = new { bytes = 12_345_678, sha256 = new string('b', 64) } },
        };
        Save("run.json", new(JsonSerializer.Serialize(run, new JsonSerializerOptions { WriteIndented = true })));
    }

    private void Save(string file, StringBuilder text) => File.WriteAllText(Path.Combine(_directory, file), text.ToString());
}

file static class TextHash
{
    /// <summary>String hash codes differ between processes; these do not.</summary>
    public static long GetHashCodeOfText(this (string Condition, int Replicate) key) => key.Condition.Aggregate((long)key.Replicate, (sum, letter) => (sum * 31) + letter);
}
