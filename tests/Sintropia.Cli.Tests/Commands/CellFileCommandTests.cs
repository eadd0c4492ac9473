using System.Text.Json;

namespace Sintropia.Cli.Tests.Commands;

public sealed class CellFileCommandTests : IDisposable
{
    private const string Counts = "cell,condition,CD3D,MYC,ACTB\nc1,ctrl,1,0,5\nc2,KLF1+ctrl,0,2,7\nc3,ctrl+CEBPA,3,0,9\nc4,KLF1+CEBPA,0,0,4\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_table_becomes_AnnData_with_columns_of_the_convention_and_is_inspected()
    {
        var table = _folder.Write("counts.csv", Counts);
        var converted = (await Command.Run("convert", table, _folder["cells.h5ad"], "--preset", "norman", "--where", "not control")).Exits(ExitCode.Ok);
        Assert.Contains("3 cells of 4 × 3 genes", converted.Output, StringComparison.Ordinal);

        var inspected = (await Command.Run("inspect", _folder["cells.h5ad"])).Exits(ExitCode.Ok).Output;
        Assert.Contains("AnnData, 3 cells × 3 genes", inspected, StringComparison.Ordinal);
        Assert.Contains("whole numbers from 0 to 9", inspected, StringComparison.Ordinal);
        Assert.Contains("CEBPA, KLF1, KLF1+CEBPA", inspected, StringComparison.Ordinal);
        Assert.Contains("can be founded on the counts of X", inspected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_follow_from_names_and_what_does_not_fit_is_told()
    {
        (await Command.Run("convert", _folder.Write("counts.csv", Counts), _folder["tenx"])).Exits(ExitCode.Ok);
        Assert.True(File.Exists(_folder["tenx", "matrix.mtx.gz"]));
        (await Command.Run("convert", _folder["tenx"], _folder["back.tsv.gz"])).Exits(ExitCode.Ok);

        var json = (await Command.Run("convert", _folder["counts.csv"], _folder["tenx"], "--overwrite", "--json")).Exits(ExitCode.Ok).Output;
        Assert.Equal("obs: condition", JsonDocument.Parse(json).RootElement.GetProperty("left_out")[0].GetString());
        Assert.Equal(4, JsonDocument.Parse((await Command.Run("inspect", _folder["back.tsv.gz"], "--json")).Exits(ExitCode.Ok).Output).RootElement.GetProperty("cells").GetInt32());
    }

    [Theory]
    [InlineData(ExitCode.InvalidInput, "no such file", "inspect", "none.h5ad")]
    [InlineData(ExitCode.InvalidInput, "Did you mean 'condition'?", "convert", "counts.csv", "x.h5ad", "--where", "conditon == 'ctrl'")]
    [InlineData(ExitCode.InvalidInput, "None of its 4 cells", "convert", "counts.csv", "x.h5ad", "--where", "condition == 'nobody'")]
    [InlineData(ExitCode.InvalidInput, "ends where a value", "convert", "counts.csv", "x.h5ad", "--where", "condition ==")]
    [InlineData(ExitCode.InvalidInput, "no column says what was done", "convert", "counts.csv", "x.h5ad", "--preset", "tahoe")]
    [InlineData(ExitCode.Usage, "does not say what it is", "convert", "counts.csv", "x.loom")]
    [InlineData(ExitCode.Usage, "Did you mean 'norman'?", "convert", "counts.csv", "x.h5ad", "--preset", "normn")]
    [InlineData(ExitCode.Usage, "is there already", "convert", "counts.csv", "counts.csv")]
    [InlineData(ExitCode.RunFailed, "no such folder", "convert", "counts.csv", "none/x.h5ad")]
    public async Task What_cannot_be_done_is_told_and_nothing_is_written(int code, string said, params string[] words)
    {
        _folder.Write("counts.csv", Counts);
        string[] options = ["inspect", "convert", "--where", "--preset"];
        var afterOption = words.Index().Where(w => w.Item is "--where" or "--preset").Select(w => w.Index + 1).ToHashSet();
        var outcome = (await Command.Run([.. words.Index().Select(w => options.Contains(w.Item) || afterOption.Contains(w.Index) ? w.Item : _folder[w.Item])])).Exits(code);

        Assert.Contains(said, outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([_folder["counts.csv"]], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task A_damaged_file_is_told_by_all_who_read_it_and_takes_nothing_with_it()
    {
        (await Command.Run("init", _folder["mine"], "--example", "measured-founders")).Exits(ExitCode.Ok);
        var (good, scenario) = (_folder["mine", "data", "measured-cells.h5ad"], _folder["mine", "measured-founders.yaml"]);
        var bytes = File.ReadAllBytes(good);
        for (int at = 0, found; (found = bytes.AsSpan(at).IndexOf("GCOL"u8)) >= 0; at += found + 5) bytes[at + found + 4] = 9; // the version of each heap of texts
        File.WriteAllBytes(good, bytes);
        var older = _folder.Write("older.h5ad", "mine");

        Assert.Contains("it is of version 9", (await Command.Run("inspect", good)).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Contains("it is of version 9", (await Command.Run("convert", good, older, "--overwrite")).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(older));
        foreach (var verb in (string[])["validate", "explain", "run"])
        {
            var refused = (await Command.Run(verb, scenario)).Exits(ExitCode.InvalidInput).Error;
            Assert.Contains("measured-founders.yaml:", refused, StringComparison.Ordinal);
            Assert.Contains("get it again", refused, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task As_a_program_it_prints_what_it_found_and_ends_with_a_code()
    {
        (await Command.Run("convert", _folder.Write("counts.csv", Counts), _folder["cells.h5ad"])).Exits(ExitCode.Ok);
        using var good = Command.Start(_folder.Root, "inspect", "cells.h5ad");
        using var bad = Command.Start(_folder.Root, "inspect", "none.h5ad");

        Assert.Contains("4 cells × 3 genes", (await good.End()).Exits(ExitCode.Ok).Output, StringComparison.Ordinal);
        Assert.Contains("no such file", (await bad.End()).Exits(ExitCode.InvalidInput).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
