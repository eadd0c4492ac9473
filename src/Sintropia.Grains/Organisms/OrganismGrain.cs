using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Tissues;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Organisms;

/// <summary>An organism of a cluster: drives its organs, and holds its blood, which flows through a tick before any cell lives. What it carries is decided by <see cref="Bloodstream"/>, not here.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
public sealed class OrganismGrain(Bodies bodies, Residents residents) : Resident(residents), IOrganismGrain
{
    private (string Name, IOrganGrain Grain)[]? _organs;
    private Bloodstream? _blood;
    private TissueAdvanced[] _last = []; // what the tissues said last: their counts are what the blood follows
    private (long Tick, BloodSupply Brought)? _supply;
    private long _migrated; // before which tick cells went from tissue to tissue last; before the first none do

    private OrganismAddress Address => OrganismAddress.Of(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Found(FoundTissue command)
    {
        await Bleed(null);
        return _last = InOrder(await All((_, o) => o.Found(command)), t => t.Number);
    }

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Restore(RestoreTissue[] tissues, byte[]? blood)
    {
        await Bleed(blood);
        var plan = (await bodies.Of(Address)).Plan;
        return _last = InOrder(await All((name, o) => o.Restore(Enumerable.Range(0, tissues.Length).Where(i => plan.Tissues[i].Organ == name).ToDictionary(i => i, i => tissues[i]))), t => t.Number);
    }

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Advance(long tick)
    {
        var plan = (await bodies.Of(Address)).Plan;
        if (tick > _migrated && plan.HasMigrations) await Migrate(plan, tick);
        var supply = plan.Circulation is null ? null : Flow(tick);
        return _last = InOrder(await All((_, o) => o.Advance(tick, supply)), t => t.Number);
    }

    /// <inheritdoc/>
    public Task<byte[]?> Blood() => Task.FromResult(_blood is null ? null : StateJson.Of(_blood.Save()));

    /// <inheritdoc/>
    public async Task<TissueSurveyed[]> Survey(int groups) => InOrder(await All((_, o) => o.Survey(groups)), t => t.Number);

    /// <inheritdoc/>
    public async Task<TissueSaved[]> Save(CheckpointPlace checkpoint) => InOrder(await All((_, o) => o.Save(checkpoint)), t => t.Number);

    /// <inheritdoc/>
    public async Task Dissolve()
    {
        DeactivateOnIdle();
        await All(async (_, o) =>
        {
            await o.Dissolve();
            return Array.Empty<int>();
        });
    }

    private async Task Bleed(byte[]? state)
    {
        var plan = (await bodies.Of(Address)).Plan;
        _blood = plan.Circulation is null ? null : new(plan);
        if (state is not null) _blood?.Restore(StateJson.Blood(state));
        (_supply, _migrated) = (null, 0);
    }

    /// <summary>Cells go from tissue to tissue. All leave before any arrives, so that nobody goes two ways at once.</summary>
    private async Task Migrate(OrganismPlan plan, long tick)
    {
        if (_last.Length == 0) throw new CellsLostException(this.GetPrimaryKeyString(), "has no tissues");
        var sources = Enumerable.Range(0, plan.Tissues.Count).Where(i => plan.Tissues[i].Migrations.Count > 0).ToArray();
        var departed = await Task.WhenAll(sources.Select(i => Insistence.On(() => Tissue(i).Depart(tick))));
        var arriving = departed.SelectMany(d => d.To.Zip(d.Cells)).ToLookup(c => c.First, c => c.Second);
        await Task.WhenAll(arriving.Select(to => Insistence.On(async () =>
        {
            await Tissue(to.Key).Receive(new(tick, [.. to]));
            return true;
        })));
        var told = (TissueAdvanced[])[.. _last];
        for (var i = 0; i < sources.Length; i++) told[sources[i]] = told[sources[i]].Changed(departed[i].Cells, -1);
        foreach (var to in arriving) told[to.Key] = told[to.Key].Changed([.. to], 1);
        (_last, _migrated) = (told, tick);
    }

    private ITissueGrain Tissue(int number) => GrainFactory.GetGrain<ITissueGrain>(Address.Tissue(number).Key);

    /// <summary>What the blood brings in a tick. Asked twice it has flowed once.</summary>
    private BloodSupply Flow(long tick)
    {
        if (_supply is { } before && before.Tick == tick) return before.Brought;
        if (_blood is null || _last.Length == 0) throw new CellsLostException(this.GetPrimaryKeyString(), "has no blood");
        if (_last[0].Tick != tick) throw new CellsLostException(this.GetPrimaryKeyString(), $"is at tick {_last[0].Tick}, and is told of tick {tick}");
        var brought = _blood.Advance(tick, [.. _last.Select(t => t.Cells)]);
        var supply = new BloodSupply(brought.Levels, brought.Agents);
        _supply = (tick, supply);
        return supply;
    }

    private async Task<T[][]> All<T>(Func<string, IOrganGrain, Task<T[]>> ask)
    {
        _organs ??= [.. (await bodies.Of(Address)).Plan.Tissues.Select(t => t.Organ).Distinct().Select(o => (o, GrainFactory.GetGrain<IOrganGrain>(Address.Organ(o))))];
        return await Task.WhenAll(_organs.Select(o => ask(o.Name, o.Grain)));
    }

    private static T[] InOrder<T>(T[][] organs, Func<T, int> number) => [.. organs.SelectMany(o => o).OrderBy(number)];
}
