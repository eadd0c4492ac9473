using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Sintropia.Runs.Port;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Tests.Events;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task A_reader_that_never_reads_loses_its_connection_while_others_read_on()
    {
        var web = Server.Web with { KeptEvents = 16, ReaderPatience = TimeSpan.FromSeconds(2) }; // longer than a busy machine keeps one who reads waiting
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => SintropiaWeb.Listen(kestrel, web));
        builder.Services.AddSintropiaWeb(web).AddSingleton<IRuns, FloodedRuns>();
        await using var app = builder.Build();
        app.MapSintropiaWeb();
        await app.StartAsync(Server.Cancelled);
        var address = new Uri(LocalWeb.AddressOf(app));
        using var http = new HttpClient { BaseAddress = address };
        using var reader = await http.GetStreamAsync("/api/v1/runs/flood/events", Server.Cancelled);
        using var socket = new TcpClient { ReceiveBufferSize = 1024 };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, Server.Cancelled);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/v1/runs/flood/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), Server.Cancelled);

        // One reads all the while, and waits for nothing else; so that the other alone is too slow.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Server.Cancelled);
        var (piece, read) = (new byte[1 << 16], 0L);
        var reading = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) read += await reader.ReadAtLeastAsync(piece, piece.Length, cancellationToken: Server.Cancelled);
        }, Server.Cancelled);

        var most = 0;
        for (var seen = -1; seen != 1 || most < 2;)
        {
            Assert.False(reading.IsCompleted, "The one who reads lost the connection.");
            seen = await Watchers(http);
            most = Math.Max(most, seen);
        }

        Assert.Equal(2, most);
        var before = Volatile.Read(ref read);
        while (Volatile.Read(ref read) < before + 4 * piece.Length) Assert.False(reading.IsCompleted, "The one who reads lost the connection.");
        await enough.CancelAsync();
        await reading;
    }

    private static async Task<int> Watchers(HttpClient http) =>
        int.Parse((await http.GetStringAsync("/api/v1/metrics", Server.Cancelled)).Split('\n').Single(l => l.StartsWith("sintropia_watchers ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
