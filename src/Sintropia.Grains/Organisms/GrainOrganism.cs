using System.Diagnostics;
using Orleans.Runtime;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Tissues;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Organisms;

/// <summary>An organism of a cluster, as a run sees it. Its calls wait for the cluster, on the thread of the run.</summary>
internal sealed class GrainOrganism : IOrganism
{
    private readonly IGrainFactory _grains;
    private readonly OrganismAddress _address;
    private readonly IOrganismGrain _organism;
    private readonly string _folder;
    private readonly Func<GrainOrganism, bool> _wantsRestore;
    private readonly List<(int Tissue, LineageRecord Life)> _ended = [];
    private TissueAdvanced[] _last = [];

    public GrainOrganism(IGrainFactory grains, OrganismAddress address, OrganismPlan plan, Carrying carrying, string folder, Func<GrainOrganism, bool> wantsRestore)
    {
        (_grains, _address, _folder, _wantsRestore) = (grains, address, folder, wantsRestore);
        (Plan, Carrying) = (plan, carrying);
        _organism = grains.GetGrain<IOrganismGrain>(address.Key);
    }

    public OrganismPlan Plan { get; }

    public Carrying Carrying { get; }

    public long Ticks { get; private set; }

    public double Time => Plan.TimeOf(Ticks);

    public long Cells => _last.Sum(t => t.Count);

    public bool IsHere => false; // the machines of its cells count their steps

    public bool WantsRestore => _wantsRestore(this);

    public void Found() => Take(Wait(() => _organism.Found(new(Carrying))), 0);

    public void Restore(RestoreTissue[] tissues, BloodState? blood, long ticks) => Take(Wait(() => _organism.Restore(tissues, blood is null ? null : StateJson.Of(blood))), ticks);

    public void Advance()
    {
        if (Time >= Plan.Duration) throw new InvalidOperationException($"The run has reached its end, {Plan.Duration} h. Give the plan a longer duration to go on.");
        TraceParent.Carry(Activity.Current);
        Take(Wait(() => _organism.Advance(Ticks)), Ticks + 1);
        if (Cells > Plan.MostCells) throw new PopulationLimitException(Cells, Plan.MostCells, Time);
    }

    public OrganismRecord Observe(int groups)
    {
        var tissues = Wait(() => _organism.Survey(groups)).Select(t => t.Record).ToArray();
        BloodRecord? blood = null;
        if (Blood() is { } state)
        {
            var stream = new Bloodstream(Plan);
            stream.Restore(state);
            blood = stream.Observe();
        }

        return new(Ticks, Time, tissues, Organism.Fingerprint(Ticks, Time, tissues, blood)) { Blood = blood };
    }

    public OrganismCounts Count() => OrganismCounts.Of(_last.Select(tissue => (tissue.Cells, tissue.Events)));

    public IReadOnlyList<long[]> Began => [.. _last.Select(tissue => tissue.Began)];

    public IReadOnlyList<(int Tissue, LineageRecord Life)> DrainLineage()
    {
        var all = _ended.OrderBy(l => l.Tissue).ThenBy(l => l.Life).ToList();
        _ended.Clear();
        return all;
    }

    public IReadOnlyList<(int Tissue, Cell Cell)> Census()
    {
        var all = new List<(int Tissue, Cell Cell)>();
        for (var tissue = 0; tissue < Plan.Tissues.Count; tissue++)
        {
            var grain = Tissue(tissue);
            // Block by block: all at once would not fit into one message.
            for (int i = 0, blocks = Wait(grain.Blocks); i < blocks; i++)
            {
                var block = i;
                foreach (ref readonly var cell in CellRows.Read(Wait(() => grain.Rows(block)))) all.Add((tissue, cell));
            }
        }

        all.Sort(static (a, b) => a.Tissue != b.Tissue ? a.Tissue.CompareTo(b.Tissue) : a.Cell.Id.CompareTo(b.Cell.Id));
        return all;
    }

    public IReadOnlyList<ExpressingCell> Express(ulong bound)
    {
        var all = new List<ExpressingCell>();
        for (var tissue = 0; tissue < Plan.Tissues.Count; tissue++)
        {
            var grain = Tissue(tissue);
            for (int i = 0, blocks = Wait(grain.Blocks); i < blocks; i++)
            {
                var block = i;
                all.AddRange(ExpressionRows.Read(Wait(() => grain.Express(block, bound)), tissue, Plan.Expression!.Dimensions));
            }
        }

        all.Sort(ExpressingCell.Order);
        return all;
    }

    public (TissuePlan Tissue, Cell Cell)? Find(CellId id)
    {
        for (var tissue = 0; tissue < Plan.Tissues.Count; tissue++)
        {
            var grain = _grains.GetGrain<ICellGrain>(_address.Tissue(tissue).Cell(id));
            if (Wait(() => grain.Row().AsTask()) is { } row) return (Plan.Tissues[tissue], CellBytes.State(row));
        }

        return null;
    }

    public OrganismState Save() => new() { Ticks = Ticks, Tissues = [.. _saved.Select(t => StateJson.Read(t.State))], Blood = Blood() };

    public IReadOnlyList<NicheFile> WriteNiches(ICheckpointStore store, string checkpoint, bool durable)
    {
        _saved = Wait(() => _organism.Save(new(_folder, checkpoint, durable)));
        return [.. _saved.SelectMany(t => t.Niches).Select(n => n.Niche)];
    }

    public void Dispose() => _organism.Dissolve().Ignore(); // whoever cannot be reached is gone already, or is let go when nobody has called it for long

    private TissueSaved[] _saved = [];

    private BloodState? Blood() => Plan.Circulation is not null && Wait(_organism.Blood) is { } state ? StateJson.Blood(state) : null;

    private ITissueGrain Tissue(int number) => _grains.GetGrain<ITissueGrain>(_address.Tissue(number).Key);

    private void Take(TissueAdvanced[] told, long ticks)
    {
        foreach (var tissue in told)
        {
            if (tissue.Trouble == Trouble.Crowded) throw new PopulationLimitException(Plan.MostCells + 1, Plan.MostCells, Plan.TimeOf(ticks));
            if (tissue.Trouble == Trouble.Torn) throw new CheckpointException(tissue.Why) { IsTorn = true };
            foreach (var block in tissue.Ended)
                foreach (ref readonly var life in LifeRows.Read(block)) _ended.Add((tissue.Number, life));
        }

        (_last, Ticks) = (told, ticks);
    }

    private T Wait<T>(Func<Task<T>> ask)
    {
        try
        {
            return Insistence.On(ask).GetAwaiter().GetResult();
        }
        catch (Exception lost) when (lost is OrleansException or TimeoutException or CellsLostException or OperationCanceledException or ObjectDisposedException)
        {
            throw new OrganismLostException($"At {Time} h part of the organism is gone: {lost.Message}", lost);
        }
    }
}
