using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Training.Running;
using Sintropia.Training.Samples;

namespace Sintropia.Training.Tests.Samples;

/// <summary>A data set of made-up studies in a folder that goes with the test: two sexes that differ in gene G1, and a knockout of G2.</summary>
internal sealed class SampleSet : IDisposable
{
    public static readonly string[] Genes = ["G0", "G1", "G2", "G3", "G4"];

    public string Root { get; } = Directory.CreateTempSubdirectory("sintropia-samples-").FullName;

    public string this[params string[] names] => Path.Combine([Root, .. names]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public void Add(string set, string study, int samples, string modality = "bulk", string control = "DMSO", bool columns = true, int genes = 5)
    {
        var path = SampleFolder.PartPath(this[set], study, 0);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var random = new Random(study.Length + samples);
        var counts = new float[samples * genes];
        for (var i = 0; i < samples; i++)
            for (var gene = 0; gene < genes; gene++)
                counts[i * genes + gene] = 20 + random.Next(10) + (gene == 1 && Male(i) ? 100 : 0) + (gene == 2 && !Treated(i) ? 80 : 0);
        Column Text(string name, Func<int, string?> value) => CategoryColumn.Of(name, [.. Enumerable.Range(0, samples).Select(value)]);
        Table obs = new([.. Enumerable.Range(0, samples).Select(i => $"{study}-{i}")],
        [
            Text("sex", i => Male(i) ? "male" : "female"), Text("perturbation_ontology_id", i => Treated(i) ? "G2" : control), Text("perturbation_type", i => Treated(i) ? "crispr" : null), Text("modality", _ => modality), Text("platform", i => i % 4 < 2 ? "one" : "two"),
            .. columns ? Array.Empty<Column>() : [Text("study", _ => study)],
        ]);
        AnnDataWriter.Write(path, new AnnotatedMatrix(new DenseMatrix(samples, genes, counts), obs, new([.. Enumerable.Range(0, genes).Select(i => $"G{i}")])));
    }

    public GemTrainingOptions Training(string set) => new() { Samples = this[set], Hidden = 16, Blocks = 1, Widths = [4, 3, 3], Steps = 60, Batch = 16, ValidateEvery = 20, Dropout = 0, Validation = 0.2 };

    public string Trained(string set, GemTrainingOptions? options = null, string folder = "model")
    {
        var outcome = GemTrainingRun.Run(options ?? Training(set), new TrainingFolder(this[folder]), cancelled: TestContext.Current.CancellationToken);
        Assert.Equal("finished", outcome.Status);
        return outcome.Model!;
    }

    public static bool Male(int i) => i / 2 % 2 == 1;

    public static bool Treated(int i) => i % 2 == 1;
}
