using Sintropia.Predictors.Trained;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;
using Sintropia.Training.Trajectories;

namespace Sintropia.Training.Tests.Trajectories;

public sealed class TrajectoryTests
{
    [Fact]
    public void A_forced_gene_draws_a_way_from_the_untouched_cell_to_where_it_rests()
    {
        using var experiment = new SmallExperiment();
        var (model, source) = Line(experiment);
        using var _ = source;

        var trajectory = Trajectory.Of(model, source, "control", new() { Gene = "G4", Level = 9 });

        Assert.Equal(("G4", 9.0), (trajectory.Gene, trajectory.To));
        Assert.Equal(trajectory.States.Count, trajectory.Path.Count);
        Assert.True(trajectory.States.Count > 10);
        Assert.Equal(9, trajectory.Levels(0.1)[^1], 1e-9);
        var (up, down) = trajectory.Movers(3);
        Assert.DoesNotContain(up.Concat(down), g => g.Gene == "G4");
        Assert.True(up.Count + down.Count > 0);
        Assert.Contains("</svg>", TrajectoryFiles.Svg(trajectory), StringComparison.Ordinal);
        Assert.Equal(trajectory.States.Count + 2, TrajectoryFiles.Csv(trajectory, 0.1).Split('\n').Length);
    }

    [Fact]
    public void A_way_that_leaves_what_any_cell_expresses_is_said_to_mean_nothing()
    {
        var way = new Trajectory("m", "G", "c", 0, 2, ["G", "H"], [[0, 1], [1, 5]], [(0, 0), (1, 1)], [(0, 0)], [""], (1, 0), 4);

        Assert.False(way.RunsAway);
        Assert.True((way with { States = [[0, 1], [1, 13]] }).RunsAway);
        Assert.True((way with { States = [[0, 1], [1, float.NaN]] }).RunsAway);
    }

    [Fact]
    public void What_is_not_there_is_named_with_the_nearest()
    {
        using var experiment = new SmallExperiment();
        var (model, source) = Line(experiment);
        using var _ = source;
        var folder = new TrainingFolder(experiment["other"]);
        TrainingRun.Start(TrainingConfiguration.Load(experiment.Write($"model: additive\n{Data}")), folder, null, TestContext.Current.CancellationToken);

        Assert.Contains("Did you mean 'G1", Assert.Throws<TrainingException>(() => Trajectory.Of(model, source, "control", new() { Gene = "G1x" })).Message, StringComparison.Ordinal);
        Assert.Contains("There is no cell 'nobody'", Assert.Throws<TrainingException>(() => Trajectory.Of(model, source, "control", new() { Gene = "G1", Cell = "nobody" })).Message, StringComparison.Ordinal);
        Assert.Contains("is no virtual cell line but of the kind additive, and trajectories are those of a virtual cell line", Assert.Throws<TrainingException>(() => Trajectory.Of(ModelFile.Load(folder.Model), source, "control", new() { Gene = "G1" })).Message, StringComparison.Ordinal);
    }

    private const string Data = "data: { file: cells.h5ad, perturbation: condition }\nsplit: { by: doubles, test: 0.4 }\n";

    private static (TrainedModel Model, CellSource Source) Line(SmallExperiment experiment)
    {
        var folder = new TrainingFolder(experiment["line"]);
        TrainingRun.Start(TrainingConfiguration.Load(experiment.Write($"model: virtual-cell-line\nnetwork: {{ hidden: 24 }}\ntraining: {{ steps: 100, batch: 8 }}\n{Data}")), folder, null, TestContext.Current.CancellationToken);
        var model = ModelFile.Load(folder.Model);
        var source = CellSource.Open(new() { File = experiment["cells.h5ad"], Perturbation = "condition" });
        source.Choose([], model.Description.Genes);
        return (model, source);
    }
}
