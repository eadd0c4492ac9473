using Sintropia.Data.AnnData;

namespace Sintropia.Cli.Tests.Commands;

public sealed class InitDatasetCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_seed_makes_one_data_set_that_says_what_is_true()
    {
        foreach (var name in (string[])["one.h5ad", "two.h5ad"])
            (await Command.Run("init", "dataset", "--cells", "60", "--genes", "180", "--perturbations", "6", "--seed", "3", "--out", _folder[name])).Exits(ExitCode.Ok);

        using var one = AnnDataFile.Open(_folder["one.h5ad"]);
        using var two = AnnDataFile.Open(_folder["two.h5ad"]);
        var (first, second) = (one.Read(), two.Read());
        Assert.Equal((60, 180), (first.Cells, first.Genes));
        Assert.Equal(first.X!.ToDense(), second.X!.ToDense());
        Assert.NotNull(first.Obs.Find("true_phase"));
        Assert.NotNull(first.Uns.Find("ground_truth/network"));
    }

    [Fact]
    public async Task Its_columns_are_already_those_that_presets_make()
    {
        (await Command.Run("init", "dataset", "--cells", "200", "--genes", "180", "--perturbations", "6", "--out", _folder["made.h5ad"])).Exits(ExitCode.Ok);
        (await Command.Run("convert", _folder["made.h5ad"], _folder["again.h5ad"], "--preset", "sciplex")).Exits(ExitCode.Ok);
        using var made = AnnDataFile.Open(_folder["made.h5ad"]);
        using var again = AnnDataFile.Open(_folder["again.h5ad"]);

        Assert.Equal(made.Obs.ColumnNames.Order(), again.Obs.ColumnNames.Order()); // none is kept as original_NAME
        foreach (var column in (string[])["perturbation", "control", "dose", "dose_unit", "cell_type", "batch"])
            Assert.Equal(Texts(made.Obs.Read(column)), Texts(again.Obs.Read(column)));

        static IEnumerable<string?> Texts(Data.Tables.Column column) => Enumerable.Range(0, column.Length).Select(column.Text);
    }

    [Fact]
    public async Task What_is_there_is_never_overwritten()
    {
        var mine = _folder.Write("mine.h5ad", "mine");

        Assert.Contains("is there already, so nothing was written", (await Command.Run("init", "dataset", "--out", mine)).Exits(ExitCode.Usage).Error);
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    [Theory]
    [InlineData("--genes", "10", "give at least 150")]
    [InlineData("--cells", "0", "give at least 1")]
    [InlineData("--cells", "x", "--cells 'x' is not a whole number.")]
    [InlineData("--like", "K652", "there are those of K562, THP-1")]
    [InlineData("--celsl", "5", "There is no option '--celsl'. Did you mean '--cells'?")]
    public async Task What_cannot_be_made_is_refused_and_nothing_is_written(string option, string value, string says)
    {
        Assert.Contains(says, (await Command.Run("init", "dataset", option, value, "--out", _folder["out.h5ad"])).Exits(ExitCode.Usage).Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task A_folder_before_the_word_is_one_word_too_many()
    {
        Assert.Contains("'study' is one word too many. Name the file with --out.", (await Command.Run("init", "study", "dataset", "--out", _folder["out.h5ad"])).Exits(ExitCode.Usage).Error);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_with_its_name()
    {
        Assert.Contains("nowhere", (await Command.Run("init", "dataset", "--cells", "5", "--genes", "150", "--out", _folder["nowhere", "out.h5ad"])).Exits(ExitCode.RunFailed).Error);
    }
}
