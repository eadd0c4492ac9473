using System.Text.Json.Nodes;
using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Tests.Fixtures.H5ad;

public sealed class H5adFixturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-h5ad-").FullName;

    [Fact]
    public void Every_file_of_the_torture_set_is_read_as_AnnData_reads_it()
    {
        var cases = FixtureRun.Run(Parity.Folder("h5ad")).ToList();

        Assert.Equal(42, cases.Count);
        Assert.Empty(cases.Where(c => c.Verdict != FixtureVerdict.Pass).Select(c => $"{c.Name}: {c.Reason}"));
    }

    [Theory]
    [InlineData("csr_float32", "/X/dense/1/0", 1.5, "X: value 4")]
    [InlineData("csr_float32", "/X/nnz", 17, "X nnz is 16, expected 17")]
    [InlineData("csr_float32", "/n_obs", 8, "n_obs is 7")]
    [InlineData("dense_special_values", "/X/dense/3/2", 0.0, "X: value 14 is -0")]
    [InlineData("obs_categorical", "/obs/columns/cat/codes/0", 1, "codes differ")]
    [InlineData("obs_categorical", "/obs/columns/cat/values/0", "b", "obs/cat: value 0")]
    [InlineData("layers_obsm_obsp", "/obsm/X_pca/dense/0/0", 0.5, "obsm/X_pca: values differ")]
    [InlineData("uns_nested", "/uns/rec/rows/0/i", 2, "uns/rec[0].i")]
    [InlineData("uns_nested", "/uns/np_f32/value", 2.5, "uns/np_f32")]
    [InlineData("raw", "/raw/var/index/0", "other", "raw/var index")]
    [InlineData("larger_csr_gzip", "/X/row_sums/3", 1.0, "sum of row 3")]
    public void Any_difference_fails(string file, string path, object value, string said)
    {
        var shared = Parity.Folder("h5ad");
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(shared, "expected.json")))!;
        var files = new JsonObject { [file] = expected["files"]![file]!.DeepClone() };
        Set(files[file]!, path.Split('/', StringSplitOptions.RemoveEmptyEntries), JsonValue.Create(value)!);
        File.WriteAllText(Path.Combine(_folder, "expected.json"), new JsonObject { ["files"] = files }.ToJsonString());
        File.Copy(Path.Combine(shared, file + ".h5ad"), Path.Combine(_folder, file + ".h5ad"));
        var judged = FixtureRun.Run(_folder).Single();

        Assert.Equal(FixtureVerdict.Fail, judged.Verdict);
        Assert.Contains(said, judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_fails_its_case_and_a_list_that_is_damaged_the_folder()
    {
        File.WriteAllText(Path.Combine(_folder, "a.h5ad"), "");
        File.WriteAllText(Path.Combine(_folder, "expected.json"), """{"files":{"gone":{}}}""");
        Assert.Contains("no such file", FixtureRun.Run(_folder).Single().Reason, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder, "expected.json"), "{}");
        Assert.Contains("'files' is missing", FixtureRun.Run(_folder).Single().Reason, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Set(JsonNode at, string[] path, JsonNode value)
    {
        foreach (var step in path[..^1]) at = at is JsonArray list ? list[int.Parse(step)]! : at[step]!;
        if (at is JsonArray array) array[int.Parse(path[^1])] = value;
        else at[path[^1]] = value;
    }
}
