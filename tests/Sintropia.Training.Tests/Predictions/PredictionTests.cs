using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Configuration;
using Sintropia.Training.Predictions;
using Sintropia.Training.Running;

namespace Sintropia.Training.Tests.Predictions;

public sealed class PredictionTests
{
    [Fact]
    public void Cells_are_written_beside_their_controls_with_what_is_known_of_each_prediction()
    {
        using var experiment = new SmallExperiment();
        var model = Trained(experiment, "ensemble: 2\nmodel: state-transition\nnetwork: { width: 16, feedforward: 16, layers: 1, heads: 2, cells_per_set: 8 }\ntraining: { steps: 10, batch: 4 }");
        using var prediction = new Prediction(model, new() { Cells = experiment["cells.h5ad"], Column = "condition", Perturbations = ["A", "D+E"] });

        var made = prediction.Write(experiment["out.h5ad"], cancellation: TestContext.Current.CancellationToken);

        using var file = AnnDataFile.Open(experiment["out.h5ad"]);
        var data = file.Read();
        Assert.Equal(3 * SmallExperiment.CellsOfEach, data.Cells);
        Assert.Equal(["control", "A", "D+E"], Enumerable.Range(0, data.Cells).Select(i => data.Obs["condition"].Text(i)!).Distinct());
        Assert.Equal(data.Obs.Names[0], data.Obs["control_cell"].Text(SmallExperiment.CellsOfEach));
        Assert.True(made[0].Distance.Seen);
        Assert.All(made, m => Assert.True(m.Spread > 0 && m.Change > 0));
        Assert.InRange(made[0].CellDistance, 0, 1.5); // the very controls that it was trained on
        var kept = (TableAnnotation)data.Uns.Find("sintropia/predictions")!;
        Assert.Equal(["A", "D+E"], Enumerable.Range(0, 2).Select(i => kept.Table["perturbation"].Text(i)!));
    }

    [Fact]
    public void What_cannot_be_answered_is_told_before_anything_is_written()
    {
        using var experiment = new SmallExperiment();
        var model = Trained(experiment, "model: additive");

        Assert.Contains("'Z'", Assert.Throws<TrainingException>(() => new Prediction(model, new() { Cells = experiment["cells.h5ad"], Perturbations = ["Z"] })).Message, StringComparison.Ordinal);
        Assert.Contains("there is no control 'ctrl'", Assert.Throws<TrainingException>(() => new Prediction(model, new() { Cells = experiment["cells.h5ad"], Column = "condition", Control = "ctrl" })).Message, StringComparison.Ordinal);
        using var prediction = new Prediction(model, new() { Cells = experiment["cells.h5ad"], Perturbations = ["A"] });
        Assert.Contains("no truth to write", Assert.Throws<TrainingException>(() => prediction.WriteMeasured(experiment["truth.h5ad"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_treatment_is_seen_a_combination_of_what_was_or_never_seen_and_cells_of_another_depth_are_far()
    {
        using var experiment = new SmallExperiment();
        var model = Trained(experiment, "model: state-transition\nnetwork: { width: 8, feedforward: 8, layers: 1, heads: 2, cells_per_set: 8 }\ntraining: { steps: 2, batch: 2 }");
        var held = model.Description.Trained;

        Assert.Equal("trained on", Of("A").Words);
        Assert.Equal(["a combination of what was trained on"], SmallExperiment.Perturbations.Where(p => p.Contains('+') && !held.Contains(p)).Select(p => Of(p).Words).Distinct());
        var (nearest, likeness) = (Of("A+F").Nearest, Of("A+F").Likeness);
        Assert.Contains(nearest.Split('+'), part => part is "A" or "F");
        Assert.InRange(likeness, 0.5, 0.9);
        Assert.Equal((false, 0, 1), (Of("Z").Seen, Of("Z").PartsSeen, Of("Z").Parts));
        Assert.InRange(TrainingDistance.OfCells(model, model.Reference), 0, 1e-6);
        Assert.True(TrainingDistance.OfCells(model, [.. model.Reference.Select(v => 0.7f * v)]) > 3);

        TrainingDistance Of(string name) => TrainingDistance.Of(model, Treatment.Of(name, "control"));
    }

    private static TrainedModel Trained(SmallExperiment experiment, string text)
    {
        var folder = new TrainingFolder(experiment["model"]);
        TrainingRun.Start(TrainingConfiguration.Load(experiment.Write($"{text}\ndata: {{ file: cells.h5ad, perturbation: condition }}\nsplit: {{ by: doubles, test: 0.4 }}\n")), folder, null, TestContext.Current.CancellationToken);
        return ModelFile.Load(folder.Model);
    }
}
