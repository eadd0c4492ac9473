using System.Text.Json;
using Sintropia.Data.AnnData;

namespace Sintropia.Cli.Tests.Commands;

public sealed class GemCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_four_tasks_are_done_from_cells_to_files_of_studies()
    {
        (await Command.Run("init", "dataset", "--cells", "160", "--genes", "160", "--perturbations", "2", "--out", _folder["cells.h5ad"])).Exits(ExitCode.Ok);
        string column;
        using (var cells = AnnDataFile.Open(_folder["cells.h5ad"])) column = cells.Obs.ColumnNames.First(name => name.Contains("perturbation", StringComparison.Ordinal));
        var laid = (await Command.Run("gem", "partition", _folder["cells.h5ad"], "--out", _folder["samples"], "--set", "study=made", "--set", "modality=perturbseq", "--set", "cell_line_ontology_id=x", "--field", $"perturbation_ontology_id={column}")).Exits(ExitCode.Ok).Output;
        Assert.Contains("study=made: 160 cells", laid, StringComparison.Ordinal);
        (await Command.Run("gem", "train", _folder["samples"], "--out", _folder["gem"], "--steps", "20", "--validate-every", "10", "--hidden", "16", "--blocks", "1", "--widths", "4", "2", "2", "--licence", "CC0")).Exits(ExitCode.Ok);
        var model = _folder["gem", "model.safetensors"];
        foreach (var task in (string[])["predict_expression", "ref_predict_perturbation", "predict_perturbation", "classify_samples"])
        {
            var said = (await Command.Run("gem", task, model, _folder["samples"], "--out", _folder[task], "--json")).Exits(ExitCode.Ok).Output;
            Assert.True(JsonDocument.Parse(said).RootElement.GetProperty("written").GetInt64() > 50, said);
            Assert.True(File.Exists(_folder[task, "study=made", "part-00000.h5ad"]));
        }

        Assert.Contains("licence of the weights: CC0", (await Command.Run("gem", "predict-expression", model, _folder["samples"], "--out", _folder["again"], "--use-common-technical", "--total-count", "1000", "--fixed-total-count", "--sample-latents", "--draws", "2", "--sample-counts")).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("not empty", (await Command.Run("gem", "predict-expression", model, _folder["samples"], "--out", _folder["again"])).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("gem", (await Command.Run("model", "show", model)).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("is no field", (await Command.Run("gem", "partition", _folder["cells.h5ad"], "--out", _folder["x"], "--set", "studie=made")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("no GEM model", (await Command.Run("gem", "classify-samples", await Other(), _folder["samples"], "--out", _folder["y"])).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("--likelihood 'poisson'", (await Command.Run("gem", "train", _folder["samples"], "--out", _folder["z"], "--likelihood", "poisson")).Exits(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private async Task<string> Other()
    {
        (await Command.Run("model", "convert", _folder.Write("v.tsv", "A\t1\t2\n"), _folder["v.safetensors"])).Exits(ExitCode.Ok);
        return _folder["v.safetensors"];
    }
}
