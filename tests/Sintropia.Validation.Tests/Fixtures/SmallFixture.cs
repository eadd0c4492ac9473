using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Validation.Tests.Fixtures;

/// <summary>A folder of one fixture with the case y = x², made for a test: right, or wrong in one way.</summary>
internal sealed class SmallFixture : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("sintropia-fixtures-").FullName;

    public string Folder => Path.Combine(Root, "small");

    /// <summary>What the reference claims: outputs 1 and 4, gradients 2 and 4.</summary>
    public double[] Outputs { get; init; } = [1, 4];

    public float[] Inputs { get; init; } = [1, 2];

    public string Operator { get; init; } = "square";

    public string Label { get; init; } = "ops";

    public string Tolerance { get; init; } = """{"one/out":{"max_abs":0,"max_abs_ref":4,"rel_to_max":0}}""";

    public string Output { get; init; } = "out";

    public bool Gradients { get; init; } = true;

    public SmallFixture Write()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(In("config.json"), $$$$"""
            {"fixture":"{{{{Label}}}}","cases":[{"name":"one","op":"{{{{Operator}}}}","attrs":{"note":"n","nested":{"deep":2},"list":[1,2],"flag":true},"inputs":{"x":[2]},"outputs":{"{{{{Output}}}}":[2]},"grads":{{{{{(Gradients ? "\"x\":\"grad_x\"" : "")}}}}},"upstream":{"{{{{Output}}}}":"go"}}]}
            """);
        File.WriteAllText(In("tolerance.json"), Tolerance);
        SafetensorsWriter.Write(In("inputs.safetensors"), [WeightTensor.Of<float>("one/x", Inputs, Inputs.Length), WeightTensor.Of<float>("one/go", new float[] { 1, 1 }, 2)]);
        SafetensorsWriter.Write(In("outputs_f64.safetensors"), [WeightTensor.Of<double>($"one/{Output}", Outputs, Outputs.Length), WeightTensor.Of<double>("one/grad_x", new double[] { 2, 4 }, 2)]);
        return this;
    }

    public string In(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
