using Microsoft.AspNetCore.Builder;
using Sintropia.Runs.Queue;
using Sintropia.Web.Hosting;

namespace Sintropia.Client.Tests;

/// <summary>A server in this process, on a free port.</summary>
public sealed class LocalServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public string Address { get; private set; } = "";

    public string Folder => _folder.Root;

    public async ValueTask InitializeAsync()
    {
        _app = LocalWeb.Build(new() { Port = 0, SubmitsPerMinute = 1_000_000, SubmitBurst = 1_000_000, Heartbeat = TimeSpan.FromMilliseconds(200) }, new QueueOptions { DataFolder = _folder.Root, Threads = 1, AtOnce = 2, LeastFreeMegabytes = 0 });
        await _app.StartAsync();
        Address = LocalWeb.AddressOf(_app);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }
}
