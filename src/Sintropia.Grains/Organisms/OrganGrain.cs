using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Tissues;

namespace Sintropia.Grains.Organisms;

/// <summary>An organ of a cluster.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
public sealed class OrganGrain(Bodies bodies, Residents residents) : Resident(residents), IOrganGrain
{
    private ITissueGrain[]? _tissues;
    private int[] _numbers = [];

    /// <inheritdoc/>
    public Task<TissueAdvanced[]> Found(FoundTissue command) => All(t => t.Found(command));

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Restore(Dictionary<int, RestoreTissue> tissues) =>
        await Task.WhenAll(tissues.Select(t => GrainFactory.GetGrain<ITissueGrain>(Address.Tissue(t.Key).Key).Restore(t.Value)));

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Advance(long tick, BloodSupply? supply)
    {
        await All(_ => Task.FromResult(0)); // so that the numbers are known
        return await Task.WhenAll(_tissues!.Select((t, i) => t.Advance(tick, supply?.To(_numbers[i]))));
    }

    /// <inheritdoc/>
    public Task<TissueSurveyed[]> Survey(int groups) => All(t => t.Survey(groups));

    /// <inheritdoc/>
    public Task<TissueSaved[]> Save(CheckpointPlace checkpoint) => All(t => t.Save(checkpoint));

    /// <inheritdoc/>
    public async Task Dissolve()
    {
        DeactivateOnIdle();
        await All(async t =>
        {
            await t.Dissolve();
            return true;
        });
    }

    private OrganismAddress Address => OrganismAddress.Of(this.GetPrimaryKeyString());

    private async Task<T[]> All<T>(Func<ITissueGrain, Task<T>> ask)
    {
        if (_tissues is null)
        {
            var (key, tissues) = (this.GetPrimaryKeyString(), (await bodies.Of(Address)).Plan.Tissues);
            _numbers = [.. Enumerable.Range(0, tissues.Count).Where(i => Address.Organ(tissues[i].Organ) == key)];
            _tissues = [.. _numbers.Select(i => GrainFactory.GetGrain<ITissueGrain>(Address.Tissue(i).Key))];
        }

        return await Task.WhenAll(_tissues.Select(ask));
    }
}
