using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>The tables of a run while it is written. All their rows come in an order that neither threads nor niches change, so the files are the same to the byte.</summary>
internal sealed class RunTables : IDisposable
{
    private const string Place = "time_h,condition,replicate,organ,tissue,";
    private readonly List<GrowingFile> _files = [];
    private readonly TableFile _timeseries, _events, _exposure, _clones, _fingerprints, _cells;
    private readonly TableFile? _lineage, _circulation, _coupling;
    private readonly SnapshotFile? _snapshots;

    /// <summary>Opens the tables, cut back to the given lengths.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="keepLineage">Whether lives that ended are written.</param>
    /// <param name="expressing">Dimensions in which cells express; 0 for none.</param>
    /// <param name="circulating">Whether there is blood, whose rows are written.</param>
    /// <param name="coupled">Whether counts between records are written, which a replay of coupled cells needs.</param>
    /// <param name="lengths">Bytes to keep of each.</param>
    public RunTables(RunDirectory directory, bool keepLineage, int expressing, bool circulating, bool coupled, IReadOnlyDictionary<string, long> lengths)
    {
        T Opened<T>(Func<T> open) where T : GrowingFile
        {
            try
            {
                var file = open();
                _files.Add(file);
                return file;
            }
            catch
            {
                Dispose(); // the tables before it: nobody else knows them yet
                throw;
            }
        }

        TableFile Open(string name, string header) => Opened(() => new TableFile(directory.PathOf(name), header, lengths.GetValueOrDefault(name)));

        _timeseries = Open("timeseries.csv", Place + "cell_type,phase,value");
        _events = Open("events.csv", Place + "cell_type,event,value");
        _exposure = Open("exposure.csv", Place + "substance,unit,value");
        _clones = Open("clones.csv", Place + "cell_type,phase,group,value");
        _fingerprints = Open("fingerprints.csv", "time_h,condition,replicate,fingerprint");
        _cells = Open("cells.csv", "cell_id,parent_id,generation,clone,cell_type,tissue,phase,time_h,birth_h,condition,replicate");
        if (keepLineage) _lineage = Open("lineage.csv", "cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h");
        if (circulating) _circulation = Open(CirculationTable.FileName, CirculationTable.Header);
        if (coupled) _coupling = Open(CouplingTable.FileName, CouplingTable.Header);
        if (expressing > 0) _snapshots = Opened(() => new SnapshotFile(directory.PathOf(SnapshotFile.FileName), expressing, lengths.GetValueOrDefault(SnapshotFile.FileName)));
    }

    /// <summary>Bytes of each table.</summary>
    public IReadOnlyDictionary<string, long> Lengths => _files.ToDictionary(f => f.Name, f => f.Length);

    /// <summary>Lets readers see what was written so far; a checkpoint makes it last.</summary>
    public void Show()
    {
        foreach (var file in _files) file.Show();
    }

    /// <summary>Brings all tables to disk.</summary>
    public void Flush()
    {
        foreach (var file in _files) file.Flush();
    }

    /// <summary>Brings to disk what can be brought, after something else failed.</summary>
    public void Keep()
    {
        foreach (var file in _files)
        {
            try
            {
                file.Flush();
            }
            catch (IOException)
            {
                // A full disk, most likely the reason why the run failed; that is what is told.
            }
        }
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    /// <summary>Writes what the organism looks like.</summary>
    public void Record(OrganismRecord record, OrganismPlan plan, string condition, int replicate)
    {
        foreach (var tissue in record.Tissues)
        {
            TableFile At(TableFile table) => table.Add(record.Time).Add(condition).Add(replicate).Add(tissue.Organ).Add(tissue.Tissue);
            for (var type = 0; type < plan.CellTypes.Count; type++)
            {
                var name = plan.CellTypes[type].Name;
                if (!Inhabitants.Live(plan, tissue.Tissue, type)) continue;
                foreach (var phase in Phases.All) At(_timeseries).Add(name).Add(phase.Name()).Add(tissue.In(type, phase)).EndRow();
                for (var happened = CellEvent.None; (int)happened < CellEvents.Count; happened++)
                    if (happened.Name() is { } what) At(_events).Add(name).Add(what).Add(tissue.Of(type, happened)).EndRow();
                foreach (var phase in Phases.All)
                    for (var group = 0; group < tissue.Groups; group++)
                        if (tissue.CellsByGroup[(type * Phases.Count + (int)phase) * tissue.Groups + group] is > 0 and var cells)
                            At(_clones).Add(name).Add(phase.Name()).Add(group).Add(cells).EndRow();
            }

            for (var agent = 0; agent < plan.Agents.Count; agent++)
            {
                // A gene that an effect needs is an agent too; it is worth a row only where an edit changes it.
                if (plan.Agents[agent].Kind is AgentKind.GeneLoss or AgentKind.GeneGain && tissue.Levels[agent] == 0) continue;
                At(_exposure).Add(plan.Agents[agent].Name).Add(plan.Agents[agent].Unit).Add(tissue.Levels[agent]).EndRow();
            }
        }

        if (record.Blood is not null) CirculationTable.Write(_circulation!, record, plan, condition, replicate);
        _fingerprints.Add(record.Time).Add(condition).Add(replicate).Add(StateHash.Text(record.Fingerprint)).EndRow();
    }

    /// <summary>Writes how many cells the last tick began with, where they are coupled.</summary>
    public void EndTick(IOrganism organism, string condition, int replicate)
    {
        if (_coupling is not null) CouplingTable.Write(_coupling, organism, condition, replicate);
    }

    /// <summary>Writes what cells express.</summary>
    public void Snapshot(IReadOnlyList<ExpressingCell> cells, OrganismRecord record, int condition, int replicate) =>
        _snapshots!.Add(cells, record.Time, condition, replicate, [.. record.Tissues.Select(t => t.Levels)]);

    /// <summary>Writes lives that ended.</summary>
    public void Ended(IEnumerable<(int Tissue, LineageRecord Life)> lives, OrganismPlan plan, string condition, int replicate)
    {
        foreach (var (tissue, life) in lives) Life(in life.Cell, life.End, Fate(life.Fate), plan, tissue, condition, replicate);
    }

    /// <summary>Writes the cells that are there at the end.</summary>
    public void Alive(IEnumerable<(int Tissue, Cell Cell)> cells, OrganismPlan plan, double time, string condition, int replicate)
    {
        foreach (var (tissue, cell) in cells)
        {
            if (!cell.Phase.IsLiving()) continue;
            _cells.Add(cell.Id);
            Mother(_cells, in cell);
            _cells.Add(cell.Generation).Add(cell.Clone).Add(plan.CellTypes[cell.Type].Name).Add(plan.Tissues[tissue].Name)
                .Add(cell.Phase.Name()).Add(time).Add(cell.Birth).Add(condition).Add(replicate).EndRow();
            if (_lineage is null) continue;
            var seen = cell;
            Spend(ref seen, time);
            Life(in seen, time, cell.Phase == Phase.Senescent ? "senescent" : "alive", plan, tissue, condition, replicate);
        }
    }

    private static void Spend(ref Cell cell, double time)
    {
        var hours = (float)(time - cell.Entered);
        if (cell.Phase == Phase.G0) cell.HoursG0 += hours;
        else if (cell.Phase == Phase.G1) cell.HoursG1 += hours;
        else if (cell.Phase == Phase.S) cell.HoursS += hours;
        else if (cell.Phase == Phase.G2) cell.HoursG2 += hours;
    }

    private void Life(in Cell cell, double end, string fate, OrganismPlan plan, int tissue, string condition, int replicate)
    {
        var table = _lineage!;
        table.Add(cell.Id);
        Mother(table, in cell);
        if (cell.Generation == 0) table.Add(""); else table.Add(cell.Sister);
        // What is left of a life after the other phases was spent in mitosis, but for cells that became senescent.
        var rest = end - cell.Birth - cell.HoursG0 - cell.HoursG1 - cell.HoursS - cell.HoursG2;
        var cycle = plan.CellTypes[cell.Type].Cycle;
        var mitosis = cycle is not null && cycle.Has(Phase.M) && cell.Phase != Phase.Senescent && rest > 1e-4 ? rest : 0;
        table.Add(cell.Generation).Add(cell.Clone).Add(plan.CellTypes[cell.Type].Name).Add(plan.Tissues[tissue].Name).Add(condition).Add(replicate)
            .Add(cell.Birth).Add(end).Add(fate).Add(cell.HoursG0).Add(cell.HoursG1).Add(cell.HoursS).Add(cell.HoursG2).Add((float)mitosis).EndRow();
    }

    private static void Mother(TableFile table, in Cell cell)
    {
        if (cell.Mother is { } mother) table.Add(mother);
        else table.Add("");
    }

    private static string Fate(CellEvent fate) => fate switch
    {
        CellEvent.Divided => "divided",
        CellEvent.Apoptosis => "apoptosis",
        CellEvent.Necrosis => "necrosis",
        CellEvent.MitoticDeath => "mitotic_death",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "Only a division or a death ends a life."),
    };
}
