using System.Text.Json;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;

namespace Sintropia.Cli.Tests.Commands;

public sealed class ModelCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Models_are_listed_and_shown_with_their_licence()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(_folder["models", "se"], network, new(["A"], Tensor.From([1, 3], [1, 0, 2])), "Small", "CC BY-NC-SA 4.0");

        Assert.Contains("state-embedding", (await Command.Run("model", "list", _folder["models"])).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        var shown = (await Command.Run("model", "show", _folder["models", "se"])).Exits(ExitCode.Ok).Output;
        Assert.Contains("licence: CC BY-NC-SA 4.0", shown, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Command.Run("model", "show", _folder["models", "se"], "--json")).Exits(ExitCode.Ok).Output).RootElement;
        Assert.Equal("3", json.GetProperty("facts").GetProperty("vectors of").GetString());
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Contains("No models in", (await Command.Run("model", "list", _folder["empty"])).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("no such folder", (await Command.Run("model", "list", _folder["none"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_written_in_bytes_and_laid_out_for_a_hub_with_its_licence()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 16, Feedforward = 16, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(_folder["se"], network, new(["A"], Tensor.From([1, 3], [1, 0, 2])), "Small", "CC BY-NC-SA 4.0");

        var said = (await Command.Run("model", "quantise", _folder["se"], "--to", "int8", "--out", _folder["bytes"])).Exits(ExitCode.Ok).Output;
        Assert.Contains("The licence of the weights stays: CC BY-NC-SA 4.0", said, StringComparison.Ordinal);
        Assert.Contains("in bytes already", (await Command.Run("model", "quantise", _folder["bytes"], "--out", _folder["twice"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("--to 'int4'", (await Command.Run("model", "quantise", _folder["se"], "--to", "int4", "--out", _folder["four"])).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("licence of the weights: CC BY-NC-SA 4.0", (await Command.Run("model", "push", _folder["bytes"], "lab/small", "--layout", _folder["hub"], "--dry-run")).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("license: other", File.ReadAllText(_folder["hub", "README.md"]), StringComparison.Ordinal);
        Assert.Contains("no address of a hub", (await Command.Run("model", "pull", "lab/small", "--out", _folder["pulled"], "--server", "hub")).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("owner/name", (await Command.Run("model", "pull", "small", "--out", _folder["pulled"], "--server", "http://127.0.0.1:9")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", (await Command.Run("model", "pull", "lab/small", "--out", _folder["pulled"], "--server", "http://127.0.0.1:9")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_of_text_and_of_AnnData_become_one_bank()
    {
        (await Command.Run("convert", _folder.Write("vectors.csv", "name,d1,d2\nR175H,1,2\nG12D,0,3\n"), _folder["vectors.h5ad"])).Exits(ExitCode.Ok);
        var said = (await Command.Run("model", "convert", _folder["vectors.h5ad"], _folder["bank.safetensors"])).Exits(ExitCode.Ok).Output;
        (await Command.Run("model", "convert", _folder.Write("vectors.tsv", "R175H\t1\t2\nG12D\t0\t3\n"), _folder["same.safetensors"])).Exits(ExitCode.Ok);

        Assert.Contains("2 vectors of 2", said, StringComparison.Ordinal);
        Assert.Contains("is there already", (await Command.Run("model", "convert", _folder["vectors.tsv"], _folder["bank.safetensors"])).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("no such", (await Command.Run("model", "convert", _folder["none.pt"], _folder["x.safetensors"])).Exits(ExitCode.InvalidInput).Error, StringComparison.OrdinalIgnoreCase);
    }
}
