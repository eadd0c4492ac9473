using System.Net;
using System.Net.Sockets;

namespace Sintropia.Client.Tests;

/// <summary>Stands between a client and a server, and cuts each connection after so many bytes of answers: what networks do, when a test wants it.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _server;
    private readonly Func<int, long> _bytes;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="server">The server.</param>
    /// <param name="bytes">Bytes of answers that the connection of a number, from 1, lets through.</param>
    public CuttingProxy(string server, Func<int, long> bytes)
    {
        (_server, _bytes) = (new(server), bytes);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    public string Address { get; }

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                carried.Add(Carry(client, _bytes(Interlocked.Increment(ref _connections))));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient client, long bytes)
    {
        using (client)
        using (var server = new TcpClient())
        using (var cut = CancellationTokenSource.CreateLinkedTokenSource(_end.Token))
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, cut.Token);
                var (there, back) = (Copy(client.GetStream(), server.GetStream(), long.MaxValue, cut.Token), Copy(server.GetStream(), client.GetStream(), bytes, cut.Token));
                await Task.WhenAny(there, back);
                await cut.CancelAsync();
                await Task.WhenAll(there, back);
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                // Cut.
            }
        }
    }

    private static async Task Copy(NetworkStream from, NetworkStream to, long bytes, CancellationToken cut)
    {
        var piece = new byte[8192];
        while (bytes > 0)
        {
            var read = await from.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, bytes)), cut);
            if (read == 0) return;
            await to.WriteAsync(piece.AsMemory(0, read), cut);
            bytes -= read;
        }
    }
}
