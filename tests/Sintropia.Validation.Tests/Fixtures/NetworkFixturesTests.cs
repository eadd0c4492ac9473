using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Validation.Fixtures;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Validation.Tests.Fixtures;

/// <summary>How fixtures of networks fail; that they agree is shown where the networks are tested.</summary>
public sealed class NetworkFixturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-networks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_output_that_no_case_makes_and_weights_that_do_not_fit_fail()
    {
        Write("""{"fixture":"virtual-cell-line","bottleneck_layer_dims":[3,2],"one_layer_dims":[3,2],"transformer":{"genes":3,"embedding_dim":2,"layers":1,"heads":1,"ff":2},"adam":{"lr":0.001,"steps":1}}""");
        var cases = FixtureRun.Run(_folder).ToDictionary(c => c.Name);

        Assert.All(cases.Values.Where(c => c.Name != "baseline"), c => Assert.Equal(FixtureVerdict.Fail, c.Verdict));
        Assert.Equal(FixtureVerdict.Pass, cases["baseline"].Verdict);
        Assert.Contains("missing: encoder.0.weight", cases["one_layer/forward"].Reason);
        Assert.Equal("No case made 1 of the reference's outputs: bottleneck/novel.", cases["all outputs"].Reason);
        Assert.Equal(["baseline"], FixtureRun.Run(_folder, only: "base").Select(c => c.Name));
    }

    [Fact]
    public void A_description_that_is_not_understood_fails_as_one_case()
    {
        Write("""{"fixture":"virtual-cell-line"}""");
        var only = Assert.Single(FixtureRun.Run(_folder));

        Assert.Equal((FixtureVerdict.Fail, ""), (only.Verdict, only.Name));
        Assert.Contains("does not describe a virtual-cell-line", only.Reason);
    }

    private void Write(string config)
    {
        File.WriteAllText(In("config.json"), config);
        File.WriteAllText(In("tolerance.json"), "{}");
        var network = VirtualCellLineNetwork.From(new() { Genes = 3, Hidden = [2] });
        network.Initialise(1);
        Checkpoint.Save(network, In("weights.safetensors")); // under no model's name
        SafetensorsWriter.Write(In("inputs.safetensors"), [WeightTensor.Of<float>("x", new float[] { 1, 0, 3, 3, 0, 0 }, 2, 3)]);
        SafetensorsWriter.Write(In("outputs_f64.safetensors"), [WeightTensor.Of<double>("baseline/gene_nonzero_mean", new[] { 2, double.NaN, 3 }, 3), WeightTensor.Of<double>("bottleneck/novel", new double[] { 1 }, 1)]);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
