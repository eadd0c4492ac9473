using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests;

/// <summary>One run of the dish, complete, which others are compared with.</summary>
public sealed class FinishedDish : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder["run"];

    public async ValueTask InitializeAsync() => Assert.Equal(RunStatus.Completed, (await Dish.Carry(Dish.Request(Folder, options: Dish.Options(1, 4096)))).Status);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
