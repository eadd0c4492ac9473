using System.Text.Json;
using Sintropia.Predictors.StateEmbedding;
using Sintropia.Tensors;

namespace Sintropia.Cli.Tests.Commands;

public sealed class EmbedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cells_get_a_vector_each_and_the_licence_is_shown_before()
    {
        var cells = await Cells();
        var said = (await Command.Run("embed", cells, "--model", Model(), "--out", _folder["embedded.h5ad"])).Exits(ExitCode.Ok).Output;

        Assert.StartsWith("Small; licence of the weights: CC0", said, StringComparison.Ordinal);
        Assert.Contains("obsm['X_state'] of 3 cells × 14; 4 of 5 genes are known", said, StringComparison.Ordinal);
        Assert.Contains("X_state", (await Command.Run("inspect", _folder["embedded.h5ad"])).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("is there already", (await Command.Run("embed", cells, "--model", Model(), "--out", _folder["embedded.h5ad"])).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await Command.Run("embed", cells, "--model", Model(), "--out", _folder["embedded.h5ad"], "--overwrite", "--json")).Exits(ExitCode.Ok).Output).RootElement;
        Assert.Equal(("CC0", 4), (json.GetProperty("licence").GetString(), json.GetProperty("genes_known").GetInt32()));
    }

    [Fact]
    public async Task A_folder_without_a_model_and_a_file_without_its_genes_are_told()
    {
        var cells = await Cells();
        var model = Model();

        Assert.Contains("no embedding model", (await Command.Run("embed", cells, "--model", _folder.Root, "--out", _folder["x.h5ad"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("var has no column 'symbol'", (await Command.Run("embed", cells, "--model", model, "--out", _folder["x.h5ad"], "--genes", "symbol")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["x.h5ad"]));
    }

    private async Task<string> Cells()
    {
        (await Command.Run("convert", _folder.Write("counts.csv", "cell,A,B,C,D,E\nc1,1,0,5,2,2\nc2,0,2,7,1,0\nc3,3,0,9,0,1\n"), _folder["cells.h5ad"])).Exits(ExitCode.Ok);
        return _folder["cells.h5ad"];
    }

    private string Model()
    {
        var network = new StateEmbeddingNetwork(new() { VectorWidth = 3, Width = 4, Feedforward = 4, Layers = 1, Heads = 2, Outputs = 4, Positions = 5 });
        network.Initialise(1);
        StateEmbeddingFolder.Save(_folder["model"], network, new(["A", "B", "C", "D"], Tensor.From([4, 3], [1, 0, 2, 0, 1, 1, 2, 2, 0, 1, 1, 0])), "Small", "CC0");
        return _folder["model"];
    }
}
