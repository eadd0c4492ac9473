using System.Diagnostics;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Predictors.Catalogue;
using Sintropia.Predictors.Gem;
using Sintropia.Training.Samples;

namespace Sintropia.Training.Tests.Samples;

public sealed class GemTaskRunTests : IDisposable
{
    private readonly SampleSet _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(GemLikelihood.LogNormal)]
    [InlineData(GemLikelihood.NegativeBinomial)]
    [InlineData(GemLikelihood.Compositional)]
    public void The_four_tasks_go_from_files_of_studies_to_files_of_studies(GemLikelihood likelihood)
    {
        _set.Add("samples", "GSE1", 40);
        _set.Add("samples", "GSE2/x=y", 24, control: "untreated");
        var model = GemFile.Load(_set.Trained("samples", _set.Training("samples") with { Likelihood = likelihood, Steps = 150 }));
        var known = Run(model, GemTask.PredictExpression, "known");
        var referred = Run(model, GemTask.RefPredictPerturbation, "referred");
        var made = Run(model, GemTask.PredictPerturbation, "made");
        var read = Run(model, GemTask.ClassifySamples, "read");

        Assert.Equal((64, 64, 2), (known.Samples, known.Written, known.Files));
        Assert.Equal((32, 32), (referred.Samples, referred.Written));
        Assert.Equal((32, 32), (made.Samples, made.Written));
        Assert.True(read.Right["sex"] > 0.9, $"sexes that differ sixfold in a gene are told apart, and {read.Right["sex"]} were");
        using var file = AnnDataFile.Open(SampleFolder.PartPath(_set["referred"], "GSE2/x=y", 0));
        var obs = file.Obs.Read();
        Assert.Equal(12, file.Cells);
        Assert.All(Enumerable.Range(0, 12), row => Assert.StartsWith("GSE2/x=y-", obs["experiment_accession_ref"].Text(row), StringComparison.Ordinal));
        Assert.Equal(["counts_ref", "de_pred"], file.Layers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["biological_latent", "perturbation_latent", "technical_latent"], file.ObsmNames.Order(StringComparer.Ordinal));
        var change = file.Layers["de_pred"].Read();
        Assert.All(Enumerable.Range(0, 12), row => Assert.True(change[row, 2] < 0, "what was knocked out is said to fall"));
        using var labels = AnnDataFile.Open(SampleFolder.PartPath(_set["read"], "GSE1", 0));
        Assert.Equal((40, 2), (((MatrixAnnotation)labels.ReadObsm("sex_prob")).Matrix.Rows, ((MatrixAnnotation)labels.ReadObsm("sex_prob")).Matrix.Columns));
    }

    [Fact]
    public void A_sample_gets_the_same_answer_whatever_comes_with_it()
    {
        _set.Add("samples", "GSE1", 40);
        var model = GemFile.Load(_set.Trained("samples"));
        foreach (var (folder, batch, rows) in ((string, int, int)[])[("few", 3, 7), ("many", 128, 1024)])
            GemTaskRun.Run(model, new() { Task = GemTask.RefPredictPerturbation, Samples = _set["samples"], Output = _set[folder], Batch = batch, RowsPerFile = rows, DeterministicLatents = true, FixedTotal = true }, cancelled: TestContext.Current.CancellationToken);

        Assert.True(Directory.GetFiles(_set["few", "study=GSE1"]).Length > 2);
        Assert.Equal(Counts("many"), Counts("few"));
    }

    [Fact]
    public void Draws_are_functions_of_the_seed_and_keep_totals()
    {
        _set.Add("samples", "GSE1", 24);
        var model = GemFile.Load(_set.Trained("samples"));
        foreach (var (folder, seed) in ((string, ulong)[])[("one", 1), ("same", 1), ("other", 2)])
            GemTaskRun.Run(model, new() { Task = GemTask.PredictExpression, Samples = _set["samples"], Output = _set[folder], DeterministicLatents = false, Draws = 2, DrawCounts = true, Seed = seed, Total = 5000, FixedTotal = true, CommonTechnique = true }, cancelled: TestContext.Current.CancellationToken);

        Assert.Equal(Counts("one"), Counts("same"));
        Assert.NotEqual(Counts("one"), Counts("other"));
        Assert.All(Counts("one").Values, counts => Assert.InRange(counts.Sum(), 4990, 5010));
    }

    [Fact]
    public void Samples_without_a_control_and_values_never_told_are_named()
    {
        _set.Add("samples", "GSE1", 24);
        var model = GemFile.Load(_set.Trained("samples"));
        _set.Add("asked", "GSE9", 8);
        var outcome = GemTaskRun.Run(model, new() { Task = GemTask.RefPredictPerturbation, Samples = _set["asked"], Controls = _set["samples"], Output = _set["out"] }, cancelled: TestContext.Current.CancellationToken);

        Assert.Equal((4, 0), (outcome.Samples, outcome.Written));
        Assert.Equal("GSE9", SampleFolder.Parts(_set["asked", "study=GSE9"] + Path.DirectorySeparatorChar)[0].Study);
        Assert.Equal("GSE9/GSE9-1", outcome.Unpaired[0]);
        Assert.Equal(["GSE9"], GemTaskRun.Run(model, new() { Task = GemTask.PredictExpression, Samples = _set["asked"], Output = _set["made"] }, cancelled: TestContext.Current.CancellationToken).Unknown["study"]);
    }

    [Fact]
    public void A_table_of_what_is_known_is_enough_and_empty_first_values_are_no_numbers()
    {
        _set.Add("samples", "GSE1", 24);
        var model = GemFile.Load(_set.Trained("samples"));
        File.WriteAllText(_set["asked.csv"], "sample,study,sex,platform,perturbation_ontology_id,perturbation_type,age_years\na,GSE1,male,one,,control,\nb,GSE1,female,one,G2,crispr,45\n");
        var outcome = GemTaskRun.Run(model, new() { Task = GemTask.PredictPerturbation, Samples = _set["asked.csv"], Output = _set["out"], Total = 1000 }, cancelled: TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 1), (outcome.Samples, outcome.Written, outcome.Files));
        Assert.Equal(["45"], outcome.Unknown["age_years"]);
        Assert.Equal("gem", ModelCatalogue.Card(_set["model", "model.safetensors"]).Family);
    }

    [Fact]
    public async Task AnnData_of_Python_reads_what_was_written()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "Skipped: there is no /usr/bin/python3, so that outputs were not opened by AnnData itself.");
        _set.Add("samples", "GSE1", 24);
        var model = GemFile.Load(_set.Trained("samples"));
        Run(model, GemTask.RefPredictPerturbation, "out");
        Run(model, GemTask.ClassifySamples, "read");
        const string script = """
            import sys
            try:
                import anndata
            except ImportError:
                print("no anndata"); sys.exit(0)
            a = anndata.read_h5ad(sys.argv[1]); b = anndata.read_h5ad(sys.argv[2])
            print(a.shape, sorted(a.layers), sorted(a.obsm), a.obs["experiment_accession_ref"].iloc[0], b.obsm["sex_prob"].sum().round(3), sorted(b.uns["classes"]["sex"]))
            """;
        var start = new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "-c", script, SampleFolder.PartPath(_set["out"], "GSE1", 0), SampleFolder.PartPath(_set["read"], "GSE1", 0)]) { RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        var said = (await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(said == "no anndata", "Skipped: Python has no anndata here, so that outputs were not opened by AnnData itself.");

        Assert.Equal("(12, 5) ['counts_ref', 'de_pred'] ['biological_latent', 'perturbation_latent', 'technical_latent'] GSE1-0 24.0 ['female', 'male']", said);
    }

    private GemTaskOutcome Run(GemModel model, GemTask task, string folder) => GemTaskRun.Run(model, new() { Task = task, Samples = _set["samples"], Output = _set[folder] }, cancelled: TestContext.Current.CancellationToken);

    private SortedDictionary<string, float[]> Counts(string folder)
    {
        SortedDictionary<string, float[]> all = new(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(_set[folder], "*.h5ad", SearchOption.AllDirectories))
        {
            using var file = AnnDataFile.Open(path);
            var (names, x) = (file.Obs.ReadNames(), file.X!.Read());
            for (var row = 0; row < x.Rows; row++) all[names[row]] = [.. Enumerable.Range(0, x.Columns).Select(column => x[row, column])];
        }

        return all;
    }
}
