using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Simulation.Circulation;

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
        var supply = (await bodies.Of(Address)).Plan.Circulation is null ? null : Flow(tick);
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
        _supply = null;
    }

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
