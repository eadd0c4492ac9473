using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Organisms;

/// <summary>An organism of a cluster.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
public sealed class OrganismGrain(Bodies bodies, Residents residents) : Resident(residents), IOrganismGrain
{
    private (string Name, IOrganGrain Grain)[]? _organs;

    private OrganismAddress Address => OrganismAddress.Of(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Found(FoundTissue command) => InOrder(await All((_, o) => o.Found(command)), t => t.Number);

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Restore(RestoreTissue[] tissues)
    {
        var plan = (await bodies.Of(Address)).Plan;
        return InOrder(await All((name, o) => o.Restore(Enumerable.Range(0, tissues.Length).Where(i => plan.Tissues[i].Organ == name).ToDictionary(i => i, i => tissues[i]))), t => t.Number);
    }

    /// <inheritdoc/>
    public async Task<TissueAdvanced[]> Advance(long tick) => InOrder(await All((_, o) => o.Advance(tick)), t => t.Number);

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

    private async Task<T[][]> All<T>(Func<string, IOrganGrain, Task<T[]>> ask)
    {
        _organs ??= [.. (await bodies.Of(Address)).Plan.Tissues.Select(t => t.Organ).Distinct().Select(o => (o, GrainFactory.GetGrain<IOrganGrain>(Address.Organ(o))))];
        return await Task.WhenAll(_organs.Select(o => ask(o.Name, o.Grain)));
    }

    private static T[] InOrder<T>(T[][] organs, Func<T, int> number) => [.. organs.SelectMany(o => o).OrderBy(number)];
}
