using Sintropia.Predictors.Gem;
using Sintropia.Training.Running;
using Sintropia.Training.Samples;

namespace Sintropia.Training.Tests.Samples;

public sealed class GemTrainingRunTests : IDisposable
{
    private readonly SampleSet _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void The_same_samples_and_seed_give_the_same_bits_though_files_are_read_by_turns()
    {
        foreach (var study in (string[])["a", "b", "c", "d", "e"]) _set.Add("samples", study, 20);
        var options = _set.Training("samples") with { FilesAtOnce = 2, Steps = 120 };
        byte[] one = File.ReadAllBytes(_set.Trained("samples", options)), same = File.ReadAllBytes(_set.Trained("samples", options, "again")), other = File.ReadAllBytes(_set.Trained("samples", options with { Seed = 2 }, "other"));

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        string[] lines = File.ReadAllLines(_set["model", "curves.csv"]);
        Assert.Equal(7, lines.Length);
        Assert.True(Loss(lines[^1]) < Loss(lines[1]), $"from {lines[1]} to {lines[^1]}");

        static double Loss(string line) => double.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Ways_of_measuring_have_genes_of_their_own_and_values_that_are_rare_are_not_told()
    {
        _set.Add("samples", "bulk-study", 24, modality: "bulk", genes: 5);
        _set.Add("samples", "cells", 20, modality: "perturbseq", genes: 4);
        var model = GemFile.Load(_set.Trained("samples", _set.Training("samples") with { LeastSamples = 22, Genes = 4 }));

        Assert.Equal(["bulk", "perturbseq"], model.Modalities);
        Assert.Equal(4, model.GenesOf("bulk").Length);
        Assert.Contains("G2", model.GenesOf("bulk")); // what is perturbed stays
        Assert.Equal(["bulk-study"], model.Vocabulary.Fields.First(f => f.Name == "study").Values);
        Assert.Equal(GemLikelihood.Compositional, model.Network.Options.Likelihood);
    }

    [Fact]
    public void What_cannot_be_trained_on_is_told_with_what_to_do()
    {
        _set.Add("samples", "a", 20);
        Assert.Contains("No sample is left", Refused(_set.Training("samples") with { HeldOut = [[KeyValuePair.Create("study", "a")]] }), StringComparison.Ordinal);
        Assert.Contains("Nothing is held out by study=b", Refused(_set.Training("samples") with { HeldOut = [[KeyValuePair.Create("study", "b")]] }), StringComparison.Ordinal);
        Assert.Contains("'tissue' is no field", Refused(_set.Training("samples") with { HeldOut = [[KeyValuePair.Create("tissue", "b")]] }), StringComparison.Ordinal);
        Assert.Contains("three numbers", Refused(_set.Training("samples") with { Widths = [4] }), StringComparison.Ordinal);
        Directory.CreateDirectory(_set["parquet", "study=a"]);
        File.WriteAllText(_set["parquet", "study=a", "part.parquet"], "PAR1");
        Assert.Contains("Parquet is not read by this build", Refused(_set.Training("parquet")), StringComparison.Ordinal);
        Assert.Contains("neither a folder nor a file", Refused(_set.Training("nowhere")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_set["model"]));
    }

    [Fact]
    public void Studies_are_made_of_a_file_of_cells_and_a_folder_cannot_be_contradicted()
    {
        _set.Add("first", "a", 12);
        PartitionOptions options = new() { Cells = SampleFolder.PartPath(_set["first"], "a", 0), Output = _set["laid"], Columns = [KeyValuePair.Create("study", "platform"), KeyValuePair.Create("perturbation_ontology_id", "perturbation_ontology_id")], Values = [KeyValuePair.Create("modality", "bulk")], Prefix = "lab " };
        var studies = SamplePartition.Run(options, TestContext.Current.CancellationToken);
        using var file = SampleFile.Open(SampleFolder.Parts(_set["laid"])[0]);

        Assert.Equal(["lab one", "lab two"], studies.Keys);
        Assert.Equal([6, 6], studies.Values);
        Assert.Equal(6, file.Known["perturbation_type"].Count(kind => kind == GemPredictor.Control) * 2);
        Assert.Contains("No study is named", Assert.Throws<TrainingException>(() => SamplePartition.Run(options with { Columns = [] }, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        _set.Add("wrong", "b", 4, columns: false);
        Directory.Move(_set["wrong", "study=b"], _set["wrong", "study=c"]);
        Assert.Contains("says study 'b', and its folder 'c'", Assert.Throws<TrainingException>(() => SampleFile.Open(SampleFolder.Parts(_set["wrong"])[0])).Message, StringComparison.Ordinal);
    }

    private string Refused(GemTrainingOptions options) => Assert.Throws<TrainingException>(() => GemTrainingRun.Run(options, new TrainingFolder(_set["model"]), cancelled: TestContext.Current.CancellationToken)).Message;
}
