using System.Text.Json;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Cli.Tests.Commands;

public sealed class VerifyFixturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fixtures_that_agree_end_with_zero_and_are_told_in_words_and_for_programs()
    {
        Write("right", 4);
        Later();

        var words = (await Command.Run("verify", "--fixtures", _folder.Root)).Exits(ExitCode.Ok).Output;
        var json = (await Command.Run("verify", "--fixtures", _folder["right"], "--json")).Exits(ExitCode.Ok).Output;

        Assert.Contains("pass  one", words);
        Assert.Contains("1 of 1 cases pass", words);
        Assert.Contains("not yet: models (later)", words);
        Assert.Equal("pass", JsonDocument.Parse(json).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Fixtures_that_do_not_agree_end_with_six()
    {
        Write("wrong", 5);

        Assert.Contains("FAIL  wrong/one  out", (await Command.Run("verify", "--fixtures", _folder.Root)).Exits(ExitCode.Differs).Output);
    }

    [Fact]
    public async Task Nothing_that_can_be_run_is_no_success()
    {
        Later();

        Assert.Contains("nothing that this version can run", (await Command.Run("verify", "--fixtures", _folder.Root)).Exits(ExitCode.InvalidInput).Error);
        Assert.Contains("no such folder", (await Command.Run("verify", "--fixtures", _folder["gone"])).Exits(ExitCode.InvalidInput).Error);
        Write("right", 4);
        Assert.Contains("No case with 'softmax'", (await Command.Run("verify", "--fixtures", _folder.Root, "--only", "softmax")).Exits(ExitCode.InvalidInput).Error);
    }

    [Fact]
    public async Task Options_of_the_book_have_no_meaning_with_fixtures() =>
        Assert.Contains("--quick has no meaning with --fixtures", (await Command.Run("verify", "--fixtures", _folder.Root, "--quick")).Exits(ExitCode.Usage).Error);

    /// <summary>The case y = x² at 1 and 2, whose second value is claimed.</summary>
    private void Write(string name, double claimed)
    {
        Directory.CreateDirectory(_folder[name]);
        _folder.Write(Path.Combine(name, "config.json"), """{"fixture":"ops","cases":[{"name":"one","op":"square","attrs":{},"inputs":{"x":[2]},"outputs":{"out":[2]},"grads":{},"upstream":{}}]}""");
        _folder.Write(Path.Combine(name, "tolerance.json"), "{}");
        SafetensorsWriter.Write(_folder[name, "inputs.safetensors"], [WeightTensor.Of<float>("one/x", new float[] { 1, 2 }, 2)]);
        SafetensorsWriter.Write(_folder[name, "outputs_f64.safetensors"], [WeightTensor.Of<double>("one/out", new[] { 1, claimed }, 2)]);
    }

    private void Later()
    {
        Directory.CreateDirectory(_folder["later"]);
        _folder.Write(Path.Combine("later", "config.json"), """{"fixture":"bio-JEPA v0.2"}""");
    }
}
