using System.Globalization;
using Orleans.Runtime;

namespace Sintropia.Grains.Runs;

/// <summary>The list of runs, in grain storage.</summary>
/// <param name="stored">What is stored.</param>
public sealed class RunRegistryGrain([PersistentState("registry", GrainStorage.Name)] IPersistentState<RunRegistry> stored) : Grain, IRunRegistryGrain
{
    /// <inheritdoc/>
    public async Task<string> Next()
    {
        var number = ++stored.State.Given;
        await stored.WriteStateAsync();
        return string.Create(CultureInfo.InvariantCulture, $"run-{number}");
    }

    /// <inheritdoc/>
    public async Task Begin(string run)
    {
        if (!stored.State.Runs.Contains(run)) stored.State.Runs.Add(run);
        if (!stored.State.Open.Contains(run)) stored.State.Open.Add(run);
        await stored.WriteStateAsync();
    }

    /// <inheritdoc/>
    public async Task End(string run)
    {
        if (stored.State.Open.Remove(run)) await stored.WriteStateAsync();
    }

    /// <inheritdoc/>
    public async Task Forget(string run)
    {
        if (stored.State.Runs.Remove(run) | stored.State.Open.Remove(run)) await stored.WriteStateAsync();
    }

    /// <inheritdoc/>
    public Task<string[]> All() => Task.FromResult<string[]>([.. stored.State.Runs]);

    /// <inheritdoc/>
    public Task<string[]> Open() => Task.FromResult<string[]>([.. stored.State.Open]);
}
