using System.ComponentModel.DataAnnotations;
using System.Runtime.ExceptionServices;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tissues;
using Sintropia.Simulation.Watching;

namespace Sintropia.Simulation.Organisms;

/// <summary>A living organism, or a dish: drives its tissues from tick to tick in this process.</summary>
public sealed class Organism
{
    private readonly SimulationOptions _options;
    private readonly CellLife _life;
    private readonly Tissue[] _tissues;
    private readonly ParallelOptions _parallel;
    private readonly Response? _response;
    private readonly Bloodstream? _blood;
    private readonly bool _migrates;

    private Organism(OrganismPlan plan, SimulationOptions options, IResponsePredictor? predictor)
    {
        _life = plan.Life(); // which checks the plan
        options = options with { NicheSize = plan.NicheSize(options.NicheSize) };
        (Plan, _options) = (plan, options);
        _parallel = new() { MaxDegreeOfParallelism = options.Threads };
        _response = Response.Of(plan, predictor);
        _tissues = [.. plan.Tissues.Select(t => new Tissue(t, plan, _life, options))];
        _blood = plan.Circulation is null ? null : new(plan);
        _migrates = plan.HasMigrations;
    }

    /// <summary>What it was made from.</summary>
    public OrganismPlan Plan { get; }

    /// <summary>Its tissues.</summary>
    public IReadOnlyList<Tissue> Tissues => _tissues;

    /// <summary>Ticks done.</summary>
    public long Ticks { get; private set; }

    /// <summary>Now, h.</summary>
    public double Time => Plan.TimeOf(Ticks);

    /// <summary>Whether the run has reached its end.</summary>
    public bool IsComplete => Time >= Plan.Duration;

    /// <summary>Cells of each tissue in each phase with which the last tick began, when those who go from tissue to tissue had gone: what couples cells in that tick follows from these. Shape [tissues][cell types, phases], row-major; empty before the first tick.</summary>
    public IReadOnlyList<long[]> Began { get; private set; } = [];

    /// <summary>Cells, the visible dead included.</summary>
    public long Cells => _tissues.Sum(t => t.Blocks.Sum(n => (long)n.Count));

    /// <summary>Bytes that the columns of all niches take.</summary>
    public long Bytes => _tissues.Sum(t => t.Blocks.Sum(n => n.Bytes));

    /// <summary>Founds an organism.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="options">How to go on.</param>
    /// <param name="predictor">Says how cells respond, where the plan has expression.</param>
    /// <exception cref="ArgumentException">The plan cannot be carried out.</exception>
    public static Organism Found(OrganismPlan plan, SimulationOptions options, IResponsePredictor? predictor = null)
    {
        Check(plan, options);
        var organism = new Organism(plan, options, predictor);
        uint population = 0;
        for (var t = 0; t < organism._tissues.Length; t++)
            for (var p = 0; p < plan.Tissues[t].Populations.Count; p++) organism.Found(organism._tissues[t], plan.Tissues[t].Populations[p], population++, plan.FirstClone(t, p));
        return organism;
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="plan">The plan it was made from.</param>
    /// <param name="options">How to go on; need not be as before.</param>
    /// <param name="state">State of the organism and its tissues.</param>
    /// <param name="niches">Reads the niches of a tissue, given its position, the law of its cells and its surroundings.</param>
    /// <param name="predictor">Says how cells respond, where the plan has expression.</param>
    /// <exception cref="InvalidDataException">The state is of another plan.</exception>
    public static Organism Restore(
        OrganismPlan plan, SimulationOptions options, OrganismState state, Func<int, CellLife, Tissue, IReadOnlyList<Niche>> niches, IResponsePredictor? predictor = null)
    {
        Check(plan, options);
        if (!state.Tissues.Select(t => t.Name).SequenceEqual(plan.Tissues.Select(t => t.Name))
            || state.Tissues.Any(t => t.Pools.Count != plan.Agents.Count || t.Events.Length != plan.CellTypes.Count * CellEvents.Count))
            throw new InvalidDataException($"The checkpoint is of another organism: its tissues are {string.Join(", ", state.Tissues.Select(t => t.Name))}, "
                + $"and the plan's are {string.Join(", ", plan.Tissues.Select(t => t.Name))}, or agents or cell types differ. Resume with the scenario that the run was started with.");
        var organism = new Organism(plan, options, predictor) { Ticks = state.Ticks };
        if (organism._blood is { } blood) blood.Restore(state.Blood ?? throw new InvalidDataException("The checkpoint is of an organism without blood, and the plan has a circulation. Resume with the scenario that the run was started with."));
        for (var i = 0; i < organism._tissues.Length; i++)
        {
            var tissue = organism._tissues[i];
            // Groups first: niches place their cells by them.
            tissue.Restore(state.Tissues[i], []);
            tissue.Restore(state.Tissues[i], niches(i, organism._life, tissue));
        }

        return organism;
    }

    /// <summary>Lives through one tick.</summary>
    /// <exception cref="PopulationLimitException">More cells than the plan allows.</exception>
    /// <exception cref="InvalidOperationException">The run is complete.</exception>
    public void Advance()
    {
        if (IsComplete) throw new InvalidOperationException($"The run has reached its end, {Plan.Duration} h. Give the plan a longer duration to go on.");
        using (var spans = TissueSpans.Begin(_tissues))
        {
            Live(Ticks, spans);
            _response?.Express(_tissues, Ticks, ForEach, spans);
        }

        foreach (var tissue in _tissues) tissue.EndTick(ForEach);
        Ticks++;
        if (Cells > Plan.MostCells) throw new PopulationLimitException(Cells, Plan.MostCells, Time);
    }

    /// <summary>What it looks like now.</summary>
    /// <param name="groups">Number of clone groups to count apart, for standard errors.</param>
    public OrganismRecord Observe(int groups = 32)
    {
        var tissues = _tissues.Select(t => t.Survey(groups, ForEach)).ToArray();
        var blood = _blood?.Observe();
        return new(Ticks, Time, tissues, Fingerprint(Ticks, Time, tissues, blood)) { Blood = blood };
    }

    /// <summary>The fingerprint of an organism, from those of its tissues.</summary>
    /// <param name="ticks">Ticks done.</param>
    /// <param name="time">Now, h.</param>
    /// <param name="tissues">Its tissues, in the order of the plan.</param>
    /// <param name="blood">Its blood; null where it has none, and then it leaves no trace.</param>
    public static UInt128 Fingerprint(long ticks, double time, IReadOnlyList<TissueRecord> tissues, BloodRecord? blood = null)
    {
        var fingerprint = StateHash.Of([(ulong)ticks, BitConverter.DoubleToUInt64Bits(time)]);
        for (var i = 0; i < tissues.Count; i++)
        {
            // Cells of different tissues are told apart by their tissue's place.
            var tissue = tissues[i].Fingerprint;
            fingerprint += StateHash.Of([(ulong)i, (ulong)(tissue >> 64), (ulong)tissue]);
        }

        return blood is null ? fingerprint : fingerprint + StateHash.Of([(ulong)tissues.Count, (ulong)(blood.Fingerprint >> 64), (ulong)blood.Fingerprint]);
    }

    /// <summary>Lives that ended since the last call, with the number of their tissue, in an order that no scheduling changes.</summary>
    public IReadOnlyList<(int Tissue, LineageRecord Life)> DrainLineage()
    {
        var all = new List<(int Tissue, LineageRecord Life)>();
        for (var i = 0; i < _tissues.Length; i++)
        {
            var ended = new List<LineageRecord>();
            foreach (var niche in _tissues[i].Blocks) ended.AddRange(niche.TakeEnded());
            ended.Sort();
            all.AddRange(ended.Select(life => (i, life)));
        }

        return all;
    }

    /// <summary>All cells that are there now, ordered by identity, with the number of their tissue.</summary>
    public IReadOnlyList<(int Tissue, Cell Cell)> Census()
    {
        var all = new List<(int Tissue, Cell Cell)>();
        for (var i = 0; i < _tissues.Length; i++)
            foreach (var niche in _tissues[i].Blocks)
                foreach (ref readonly var cell in niche.Cells) all.Add((i, cell));
        all.Sort(static (a, b) => a.Tissue != b.Tissue ? a.Tissue.CompareTo(b.Tissue) : a.Cell.Id.CompareTo(b.Cell.Id));
        return all;
    }

    /// <summary>A cell that is there now, with its tissue; null if there is none of that identity.</summary>
    public (Tissue Tissue, Cell Cell)? Find(CellId id)
    {
        foreach (var tissue in _tissues)
            foreach (var niche in tissue.Blocks)
                if (niche.Find(id) is >= 0 and var i) return (tissue, niche.Cells[i]);
        return null;
    }

    /// <summary>State that is not in niches, for a checkpoint. Lives that ended are not part of it: drain them first.</summary>
    public OrganismState Save() => new() { Ticks = Ticks, Tissues = [.. _tissues.Select(t => t.Save())], Blood = _blood?.Save() };

    /// <summary>What living cells of a sample express now, ordered by tissue and identity.</summary>
    /// <param name="bound">The greatest number in the sample, of <see cref="CellSample"/>.</param>
    /// <exception cref="InvalidOperationException">The plan has no expression.</exception>
    public IReadOnlyList<ExpressingCell> Express(ulong bound)
    {
        if (Plan.Expression is null) throw new InvalidOperationException("These cells express nothing: the plan has no expression.");
        var all = new List<ExpressingCell>();
        for (var tissue = 0; tissue < _tissues.Length; tissue++)
            foreach (var niche in _tissues[tissue].Blocks) niche.Express(bound, (cell, present) => all.Add(new(tissue, cell, present.ToArray())));
        all.Sort(ExpressingCell.Order);
        return all;
    }

    /// <summary>Runs something for each number below a count on the threads of this simulation.</summary>
    public void ForEach(int count, Action<int> body)
    {
        if (count <= 1 || _options.Threads == 1)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }

        try
        {
            // Each thread claims one at a time: ranges would leave a thread waiting for the last of another's.
            var claimed = -1;
            Parallel.For(0, Math.Min(count, _options.Threads), _parallel, _ =>
            {
                while (Interlocked.Increment(ref claimed) is var i && i < count) body(i);
            });
        }
        catch (AggregateException several)
        {
            // One thread or many, the caller sees what went wrong and not that it went wrong in parallel.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }

    private void Live(long tick, TissueSpans spans)
    {
        var work = new List<(IReadOnlyList<Scene> Scenes, Niche Niche, int Tissue)>();
        if (tick > 0 && _migrates) Migrate(tick);
        var counts = _tissues.Select(t => t.CountByPhase()).ToArray();
        Began = counts;
        var supply = _blood?.Advance(tick, counts);
        for (var i = 0; i < _tissues.Length; i++)
        {
            var (scenes, tissue) = (_tissues[i].BeginTick(tick, counts[i], supply?.To(i)), i);
            work.AddRange(_tissues[i].Blocks.Select(niche => (scenes, niche, tissue)));
        }

        ForEach(work.Count, i =>
        {
            var (scenes, niche, tissue) = work[i];
            using var span = SimulationSpans.Niche("niche", niche.Count, spans.Of(tissue));
            niche.Live(scenes);
        });
    }

    /// <summary>Cells go from tissue to tissue. All leave before any arrives, so that nobody goes two ways at once.</summary>
    private void Migrate(long tick)
    {
        var leaving = _tissues.Where(t => t.Plan.Migrations.Count > 0).SelectMany(t => t.Leave(tick, ForEach)).ToLookup(e => e.To);
        foreach (var arriving in leaving) _tissues[arriving.Key].Receive(tick, arriving);
    }

    private void Found(Tissue tissue, PopulationPlan founded, uint population, uint firstClone)
    {
        var size = Math.Max(1, _options.NicheSize * 7 / 8); // room to grow
        var niches = new Niche[(founded.Cells + size - 1) / size];
        var founding = new NicheFounding(_life, founded, population, firstClone, _options);
        ForEach(niches.Length, block => niches[block] = founding.Found(block * size, Math.Min(size, founded.Cells - block * size), tissue.Surroundings));
        tissue.Blocks.AddRange(niches);
    }

    private static void Check(OrganismPlan plan, SimulationOptions options)
    {
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        if (plan.CellTypes.Count is 0 or > 255) throw new ArgumentException($"An organism has from 1 to 255 cell types; this plan has {plan.CellTypes.Count}. Merge types that behave alike.");
        if (plan.Tissues.Count == 0) throw new ArgumentException("An organism needs at least one tissue with cells. Add one.");
        if (!(plan.Tick > 0)) throw new ArgumentException($"A tick of {plan.Tick} h never ends. Use 0.5.");
        if (plan.Interventions.Count(i => i.Target.IsPartial) > Fractions.Most) throw new ArgumentException($"At most {Fractions.Most} interventions can reach a fraction of the cells, or one. Combine some, or use cell types.");
        foreach (var tissue in plan.Tissues)
        {
            foreach (var migration in tissue.Migrations)
                if (migration.To < 0 || migration.To >= plan.Tissues.Count || plan.Tissues[migration.To] == tissue || tissue.Migrations.Count(m => m.Type == migration.Type) > 1)
                    throw new ArgumentException($"Cells of type {migration.Type} cannot go from {tissue.Name} to tissue number {migration.To}: give each type of a tissue one way, to another tissue.");
            // Each fraction doubles the groups of a type, and a cell keeps its group and phase in 16 bits: better said now than at the onset.
            var fractions = plan.Interventions.Count(i => i.Target.IsPartial && (plan.HasMigrations || i.Target.Reaches(tissue.Organ, tissue.Name)));
            if ((plan.CellTypes.Count << fractions) * Niche.SlotsPerGroup > ushort.MaxValue)
                throw new ArgumentException($"{plan.CellTypes.Count} cell types and {fractions} interventions that reach a fraction of the cells, or one, make more kinds of cells in {tissue.Name} than can be told apart. Use fewer of either.");
        }
    }
}
