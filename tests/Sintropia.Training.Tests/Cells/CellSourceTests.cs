using Sintropia.Data;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Tests.Cells;

public sealed class CellSourceTests
{
    [Fact]
    public void Counts_are_brought_to_a_depth_and_logged_and_sizes_may_come_from_a_column()
    {
        using var experiment = new SmallExperiment();
        using CellSource own = Open(experiment), given = Open(experiment, o => o with { Sizes = "size" });
        var row = own.Rows([5]);

        Assert.Equal(10_000, row.Sum(v => Math.Exp(v) - 1), 1e-2 * 10_000);
        Assert.Equal(row.AsEnumerable(), given.Rows([5]));
        Assert.Contains(own.Notes, n => n.Contains("X holds counts", StringComparison.Ordinal));
    }

    [Fact]
    public void Logged_data_are_noticed_and_refused_where_counts_are_needed()
    {
        using var experiment = new SmallExperiment(change: c => MathF.Log(1 + c % 4));
        using var logged = Open(experiment);

        Assert.Contains(logged.Notes, n => n.Contains("log-normalised values, taken as they are", StringComparison.Ordinal));
        Assert.Contains("sizes from 'size' need counts", Assert.Throws<TrainingException>(() => Open(experiment, o => o with { Sizes = "size" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Centred_data_are_refused()
    {
        using var experiment = new SmallExperiment(change: c => c - 5);

        Assert.Contains("neither counts nor log-normalised", Assert.Throws<TrainingException>(() => Open(experiment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_controls_are_an_error_that_says_what_they_may_be_called()
    {
        using var experiment = new SmallExperiment(control: "controls");

        Assert.Contains("Did you mean 'controls'?", Assert.Throws<TrainingException>(() => Open(experiment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_not_there_are_named_with_the_nearest()
    {
        using var experiment = new SmallExperiment();

        Assert.Contains("'conditions'", Assert.Throws<TrainingException>(() => Open(experiment, o => o with { Perturbation = "conditions" })).Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => CellSource.Open(new() { File = experiment["nowhere.h5ad"] }));
    }

    [Fact]
    public void Perturbations_with_too_few_cells_are_left_out_and_named()
    {
        using var experiment = new SmallExperiment();
        using var source = Open(experiment, o => o with { LeastCells = 15 }, choose: false);

        Assert.Empty(source.Groups);
        Assert.Contains(source.Notes, n => n.Contains("A+B (14)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_panel_that_the_file_lacks_is_an_error_with_names()
    {
        using var experiment = new SmallExperiment();
        using var source = Open(experiment, choose: false);

        Assert.Contains("1 of the 2 genes of the model's panel are not in the file: GX", Assert.Throws<TrainingException>(() => source.Choose([0, 1], ["G1", "GX"])).Message, StringComparison.Ordinal);
    }

    private static CellSource Open(SmallExperiment experiment, Func<DataOptions, DataOptions>? change = null, bool choose = true)
    {
        var options = new DataOptions { File = experiment["cells.h5ad"], Perturbation = "condition" };
        var source = CellSource.Open(change?.Invoke(options) ?? options);
        if (choose) source.Choose([.. Enumerable.Range(0, source.Cells)]);
        return source;
    }
}
