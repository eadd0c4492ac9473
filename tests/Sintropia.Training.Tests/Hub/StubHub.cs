using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sintropia.Training.Tests.Hub;

/// <summary>A hub on this machine that holds files of one model, in the interface of huggingface.co; and a second address that large files are taken from.</summary>
internal sealed class StubHub : IDisposable
{
    public const string Token = "hf_secret", Model = "lab/small";

    private readonly HttpListener _listener = new(), _storage = new();

    public StubHub()
    {
        (Server, Storage) = (Begin(_listener, Answer), Begin(_storage, Give));
    }

    public Uri Server { get; }

    public Uri Storage { get; }

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What it says of itself, before files.</summary>
    public JsonObject Says { get; } = new() { ["sha"] = "abc123", ["cardData"] = new JsonObject { ["license"] = "cc-by-nc-4.0" } };

    public Func<string, JsonObject, JsonObject>? Lies { get; set; }

    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> ToStorage { get; } = new();

    public void Dispose()
    {
        _listener.Close();
        _storage.Close();
    }

    private static Uri Begin(HttpListener listener, Action<HttpListenerContext> answer)
    {
        for (var attempt = 0; ; attempt++)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            listener.Prefixes.Clear();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                continue; // somebody else was quicker
            }

            Task.Run(async () =>
            {
                while (listener.IsListening)
                {
                    try
                    {
                        answer(await listener.GetContextAsync());
                    }
                    catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                    {
                        return;
                    }
                }
            });
            return new($"http://127.0.0.1:{port}/");
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, path) = (context.Request, context.Request.Url!.AbsolutePath);
        Asked.Enqueue($"{request.HttpMethod} {path} {request.Headers["Authorization"]}");
        if (request.Headers["Authorization"] != $"Bearer {Token}") Reply(context, 401, "");
        else if (path == "/api/repos/create") Reply(context, Files.IsEmpty ? 200 : 409, "{}");
        else if (path == $"/api/models/{Model}/revision/main") Reply(context, 200, Described());
        else if (path.StartsWith($"/{Model}/resolve/abc123/", StringComparison.Ordinal)) Resolve(context, Uri.UnescapeDataString(path[$"/{Model}/resolve/abc123/".Length..]));
        else if (path == $"/{Model}.git/info/lfs/objects/batch") Reply(context, 200, Batch(Body(request)));
        else if (path == $"/api/models/{Model}/commit/main") Commit(context, Body(request));
        else Reply(context, 404, "");
    }

    private string Described()
    {
        var all = (JsonObject)Says.DeepClone();
        all["siblings"] = new JsonArray([.. Files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f =>
        {
            var file = new JsonObject { ["rfilename"] = f.Key, ["size"] = f.Value.Length };
            if (f.Key.EndsWith(".safetensors", StringComparison.Ordinal)) file["lfs"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Value)), ["size"] = f.Value.Length };
            return (JsonNode)(Lies?.Invoke(f.Key, file) ?? file);
        })]);
        return all.ToJsonString();
    }

    // Large files are elsewhere, as on the public hub.
    private void Resolve(HttpListenerContext context, string name)
    {
        if (!Files.TryGetValue(name, out var bytes)) Reply(context, 404, "");
        else if (name.EndsWith(".safetensors", StringComparison.Ordinal))
        {
            context.Response.RedirectLocation = new Uri(Storage, name).ToString();
            Reply(context, 302, "");
        }
        else Reply(context, 200, bytes);
    }

    private void Give(HttpListenerContext context)
    {
        ToStorage.Enqueue($"{context.Request.HttpMethod} {context.Request.Headers["Authorization"]}");
        var name = context.Request.Url!.AbsolutePath[1..];
        if (context.Request.HttpMethod == "PUT")
        {
            using var body = new MemoryStream();
            context.Request.InputStream.CopyTo(body);
            Files[$"lfs:{name}"] = body.ToArray();
            Reply(context, 200, "");
        }
        else Reply(context, 200, Files[name]);
    }

    private string Batch(string body)
    {
        var oid = JsonNode.Parse(body)!["objects"]![0]!["oid"]!.GetValue<string>();
        return new JsonObject { ["objects"] = new JsonArray(new JsonObject { ["oid"] = oid, ["actions"] = new JsonObject { ["upload"] = new JsonObject { ["href"] = new Uri(Storage, oid).ToString() } } }) }.ToJsonString();
    }

    private void Commit(HttpListenerContext context, string body)
    {
        foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var entry = JsonDocument.Parse(line);
            var value = entry.RootElement.GetProperty("value");
            switch (entry.RootElement.GetProperty("key").GetString())
            {
                case "file": Files[value.GetProperty("path").GetString()!] = Convert.FromBase64String(value.GetProperty("content").GetString()!); break;
                case "lfsFile":
                    if (Files.TryRemove($"lfs:{value.GetProperty("oid").GetString()}", out var bytes)) Files[value.GetProperty("path").GetString()!] = bytes;
                    break;
                default: break;
            }
        }

        Reply(context, 200, "{}");
    }

    private static string Body(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static void Reply(HttpListenerContext context, int status, string text) => Reply(context, status, Encoding.UTF8.GetBytes(text));

    private static void Reply(HttpListenerContext context, int status, byte[] bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength64 = bytes.Length;
        try
        {
            context.Response.OutputStream.Write(bytes);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            context.Response.Abort(); // whoever asked has gone
        }
    }
}
