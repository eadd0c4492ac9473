using System.Text.Json.Nodes;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;
using Sintropia.Training.Hub;

namespace Sintropia.Training.Tests.Hub;

public sealed class HubTransferTests : IDisposable
{
    private readonly StubHub _hub = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-hub-").FullName;

    public void Dispose()
    {
        _hub.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_model_that_was_pushed_comes_back_with_its_licence_and_its_bytes()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(In("model"), network, new(["A"], Tensor.From([1, 3], [1, 0, 2])), "Small", "cc-by-nc-4.0");
        HubLayout.Write(In("model"), In("layout"));
        using var client = Client();
        var pushed = await HubTransfer.Push(client, StubHub.Model, In("layout"), large: 200, cancelled: Cancelled);
        var model = await client.Describe(StubHub.Model, cancelled: Cancelled);
        List<string> seen = [];
        await HubTransfer.Pull(client, model, In("pulled"), 1 << 20, new Told(f => seen.Add(f.Path)), Cancelled);

        Assert.Equal("cc-by-nc-4.0", model.Licence);
        Assert.Equal(["README.md", "config.json", "genes.safetensors", "model.safetensors"], pushed.Select(f => f.Path));
        Assert.Equal(pushed.Select(f => f.Path), seen);
        foreach (var file in pushed) Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(In("layout"), file.Path), Cancelled), await File.ReadAllBytesAsync(Path.Combine(In("pulled"), file.Path), Cancelled));
        Assert.StartsWith("---\nlicense: cc-by-nc-4.0\nlibrary_name: sintropia\n", await File.ReadAllTextAsync(Path.Combine(In("pulled"), "README.md"), Cancelled), StringComparison.Ordinal);
        Assert.NotEmpty(_hub.ToStorage);
        Assert.All(_hub.ToStorage, asked => Assert.DoesNotContain(StubHub.Token, asked, StringComparison.Ordinal)); // the token goes to the hub alone
    }

    [Theory]
    [InlineData("../escaped.json")]
    [InlineData("/etc/escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("a\\..\\escaped")]
    [InlineData("C:/escaped")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData("a\u0000b")]
    public async Task A_path_that_leaves_the_folder_is_refused_before_anything_is_asked_for(string path)
    {
        _hub.Files["config.json"] = "{}"u8.ToArray();
        _hub.Files["zzz"] = "{}"u8.ToArray();
        _hub.Lies = (name, file) => name == "zzz" ? new JsonObject { ["rfilename"] = path, ["size"] = 2 } : file;
        using var client = Client();
        var model = await client.Describe(StubHub.Model, cancelled: Cancelled);

        await Assert.ThrowsAsync<HubException>(() => HubTransfer.Pull(client, model, In("pulled"), 1 << 20, cancelled: Cancelled));
        Assert.DoesNotContain(_hub.Asked, asked => asked.Contains("resolve", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_file_that_is_larger_or_another_than_stated_leaves_nothing()
    {
        _hub.Files["model.safetensors"] = new byte[5000];
        _hub.Lies = (_, file) => { file["size"] = 100; return file; };
        Assert.Contains("larger than the 100 bytes", await Refused(), StringComparison.Ordinal);
        _hub.Lies = (_, file) => { file["size"] = 6000; return file; };
        Assert.Contains("5000 bytes, and the hub stated 6000", await Refused(), StringComparison.Ordinal);
        _hub.Lies = (_, file) => { file["lfs"]!["sha256"] = new string('0', 64); return file; };
        Assert.Contains("another hash", await Refused(), StringComparison.Ordinal);
        _hub.Lies = (_, file) => { file.Remove("size"); file.Remove("lfs"); return file; };
        Assert.Contains("larger than what may be taken", await Refused(most: 4000), StringComparison.Ordinal);
        _hub.Lies = null;
        Assert.Contains("at most 4000 are taken", await Refused(most: 4000), StringComparison.Ordinal);

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Who_has_no_token_or_asks_for_what_is_not_there_is_told_what_to_do()
    {
        using var stranger = new HubClient(new() { Server = _hub.Server });
        Assert.Contains("SINTROPIA_HUB_TOKEN", (await Assert.ThrowsAsync<HubException>(() => stranger.Describe(StubHub.Model, cancelled: Cancelled))).Message, StringComparison.Ordinal);
        using var client = Client();
        Assert.Contains("no such model", (await Assert.ThrowsAsync<HubException>(() => client.Describe("lab/other", cancelled: Cancelled))).Message, StringComparison.Ordinal);
        Assert.Contains("owner/name", (await Assert.ThrowsAsync<HubException>(() => client.Describe("../x", cancelled: Cancelled))).Message, StringComparison.Ordinal);
        Assert.Contains("plain http", Assert.Throws<HubException>(() => new HubClient(new() { Server = new("http://example.org"), Token = "x" })).Message, StringComparison.Ordinal);
        _hub.Says["sha"] = 5;
        Assert.Contains("is not understood", (await Assert.ThrowsAsync<HubException>(() => client.Describe(StubHub.Model, cancelled: Cancelled))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_licence_is_not_laid_out()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(In("model"), network, new(["A"], Tensor.From([1, 3], [1, 0, 2])), "Small", "");

        Assert.Contains("--licence", Assert.Throws<HubException>(() => HubLayout.Write(In("model"), In("layout"))).Message, StringComparison.Ordinal);
        HubLayout.Write(In("model"), In("layout"), "My own: ask \"me\"");
        Assert.Contains("license: other\nlicense_name: \"My own: ask \\u0022me\\u0022\"\n", File.ReadAllText(Path.Combine(In("layout"), "README.md")), StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HubClient Client() => new(new() { Server = _hub.Server, Token = StubHub.Token });

    private async Task<string> Refused(long most = 1 << 20)
    {
        using var client = Client();
        return (await Assert.ThrowsAsync<HubException>(async () => await HubTransfer.Pull(client, await client.Describe(StubHub.Model, cancelled: Cancelled), In("pulled"), most, cancelled: Cancelled))).Message;
    }

    private string In(string name) => Path.Combine(_folder, name);

    private sealed class Told(Action<HubFile> hear) : IProgress<HubFile>
    {
        public void Report(HubFile value) => hear(value);
    }
}
