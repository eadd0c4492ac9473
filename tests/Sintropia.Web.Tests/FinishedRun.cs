namespace Sintropia.Web.Tests;

/// <summary>A server with one run that is complete, for tests that only read.</summary>
public sealed class FinishedRun : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    public string Id { get; private set; } = "";

    public string Fingerprint { get; private set; } = "";

    internal string Folder { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await Server.Start();
        Id = await Server.Submit(Cultures.Drugged);
        Fingerprint = (await Server.End(Id))["fingerprint"]!.GetValue<string>();
        Folder = (await Server.Runs.Get(new(Id))).Directory;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
