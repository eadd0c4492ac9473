using System.Globalization;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Replays;

namespace Sintropia.Runs.Replays;

/// <summary>How many living cells a run had at the start of each tick, as its tables say.</summary>
internal sealed class RecordedCounts
{
    private readonly Dictionary<double, long[][]> _living = [];
    private readonly OrganismPlan _organism;
    private readonly string _table, _couplings;

    public RecordedCounts(RunDirectory directory, RunPlan plan, OrganismPlan organism, string condition, int replicate)
    {
        _organism = organism;
        _couplings = string.Join("; ", Couplings.Of(organism));
        // Records count cells before those who go from tissue to tissue have gone.
        _table = directory.Has(CouplingTable.FileName) || organism.HasMigrations ? CouplingTable.FileName : "timeseries.csv";
        if (_couplings.Length == 0 || !directory.Has(_table)) return;
        var dead = Phases.All.Where(p => !p.IsLiving()).Select(p => p.Name()).ToHashSet();
        var own = replicate.ToString(CultureInfo.InvariantCulture);
        foreach (var row in CsvRows.Read(directory.PathOf(_table)))
        {
            if (row[2] != own || (row.Length == 8 && dead.Contains(row[6]))) continue;
            var time = double.Parse(row[0], CultureInfo.InvariantCulture);
            // Before a fork the cells were those of the condition that it left, which is the first.
            if (row[1] != (plan.Fork is { } fork && time < fork.At - 1e-9 ? plan.Conditions[0] : condition)) continue;
            if (!_living.TryGetValue(time, out var tissues)) _living[time] = tissues = [.. organism.Tissues.Select(_ => new long[organism.CellTypes.Count])];
            var (tissue, type) = (Place(organism.Tissues.Select(t => t.Name), row[4]), Place(organism.CellTypes.Select(t => t.Name), row[5]));
            if (tissue < 0 || type < 0) throw new ReplayException($"{directory.PathOf(_table)} counts {row[5]} in {row[4]}, of which the scenario knows nothing: one of the two was changed. Run the scenario anew.");
            tissues[tissue][type] += long.Parse(row[^1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Living cells at the start of a tick; shape [tissues][cell types].</summary>
    /// <exception cref="ReplayException">The run does not say.</exception>
    public IReadOnlyList<long[]> At(long tick)
    {
        var time = _organism.TimeOf(tick);
        return _living.TryGetValue(time, out var living) ? living : throw new ReplayException(string.Create(CultureInfo.InvariantCulture,
            $"What this cell felt at {time} h depended on how many others there were ({_couplings}), and {_table} does not say how many that was. Runs of this version write {CouplingTable.FileName} where that is needed: run the scenario anew, and replay the cell there."));
    }

    private static int Place(IEnumerable<string> names, string name) => names.ToList().IndexOf(name);
}
