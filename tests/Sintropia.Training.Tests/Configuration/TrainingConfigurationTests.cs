using Sintropia.Training.Configuration;

namespace Sintropia.Training.Tests.Configuration;

public sealed class TrainingConfigurationTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_with_its_line_and_the_nearest_name()
    {
        var wrong = Assert.Throws<TrainingException>(() => TrainingConfiguration.Parse("""
            model: state-transitions
            data:
              perturbation: condition
              dept: 10000
            training:
              steps: many
              rate: 0.001
            network: { layers: 0 }
            """, "config.yaml", "."));

        Assert.Contains("config.yaml:1: 'model' is 'state-transitions'. Did you mean 'state-transition'?", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("'data.file' is missing", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("config.yaml:4: There is no 'data.dept'. Did you mean 'depth'?", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_held_to_their_ranges()
    {
        var wrong = Assert.Throws<TrainingException>(() => TrainingConfiguration.Parse("model: virtual-cell-line\ndata: { file: x.h5ad }\nsplit: { test: 2 }\ntraining: { steps: many, batch: 1.5 }\nnetwork: { hidden: 0 }\n", "c.yaml", "."));

        Assert.Contains("c.yaml:3: 'split.test' is 2, and can be from 0 to 1.", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("c.yaml:4: 'training.steps' is 'many', which is no number.", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("'training.batch' is 1.5, and has to be a whole number.", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("c.yaml:5: 'network.hidden' is 0", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_filled_in()
    {
        var read = TrainingConfiguration.Parse("model: bio-jepa\ndata: { file: x.h5ad }\ntraining: { response: { steps: 7 } }\n", "c.yaml", "/data");

        Assert.Equal((Path.GetFullPath("/data/x.h5ad"), 7, 400, 32), (read.Data.File, read.Stages["response"].Steps, read.Stages["pretraining"].Steps, read.Sizes["width"]));
    }

    [Theory]
    [InlineData("model: [", "no YAML")]
    [InlineData("", "holds keys")]
    [InlineData("model: additive\ndata: { file: a }\nsplit: { by: contexts }", "which are held out")]
    [InlineData("model: additive\ndata: { file: a }\nsplit: { by: manifest }", "has to name it")]
    public void Texts_that_make_no_configuration_are_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<TrainingException>(() => TrainingConfiguration.Parse(text, "c.yaml", ".")).Message, StringComparison.Ordinal);
}
