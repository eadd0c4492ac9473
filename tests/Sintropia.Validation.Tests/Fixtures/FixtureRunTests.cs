using System.Text.Json;
using Sintropia.Validation.Fixtures;
using Sintropia.Validation.Writing;

namespace Sintropia.Validation.Tests.Fixtures;

public sealed class FixtureRunTests
{
    [Fact]
    public void A_case_that_agrees_passes_and_tells_its_errors()
    {
        using var fixture = new SmallFixture().Write();
        var judged = FixtureRun.Run(fixture.Folder).Single();

        Assert.Equal((FixtureVerdict.Pass, "small", "ops", "one", "square"), (judged.Verdict, judged.Folder, judged.Kind, judged.Name, judged.Operation));
        Assert.Equal(["out", "grad_x"], judged.Tensors.Select(t => t.Name));
        Assert.All(judged.Tensors, t => Assert.Equal((0, 1e-6), (t.Error, t.Allowed)));
    }

    [Fact]
    public void A_folder_of_folders_is_run_whole()
    {
        using var fixture = new SmallFixture().Write();

        Assert.Equal(FixtureVerdict.Pass, FixtureRun.Run(fixture.Root).Single().Verdict);
    }

    [Theory]
    [InlineData(4.00001, FixtureVerdict.Fail)] // 2.5e-6 of the largest value
    [InlineData(4.000003, FixtureVerdict.Pass)] // 7.5e-7
    [InlineData(double.NaN, FixtureVerdict.Fail)]
    [InlineData(double.PositiveInfinity, FixtureVerdict.Fail)]
    public void A_difference_beyond_the_floor_fails(double claimed, FixtureVerdict verdict)
    {
        using var fixture = new SmallFixture { Outputs = [1, claimed] }.Write();

        Assert.Equal(verdict, FixtureRun.Run(fixture.Folder).Single().Verdict);
    }

    [Fact]
    public void Ten_times_the_error_of_the_reference_itself_is_allowed()
    {
        using var fixture = new SmallFixture { Outputs = [1, 4.00001], Tolerance = """{"one/out":{"rel_to_max":3e-7}}""" }.Write();
        var judged = FixtureRun.Run(fixture.Folder).Single();

        Assert.Equal((FixtureVerdict.Pass, 3e-6), (judged.Verdict, judged.Tensors[0].Allowed));
        Assert.InRange(judged.Tensors[0].Error, 2.4e-6, 2.6e-6);
    }

    [Fact]
    public void Small_values_are_measured_by_a_thousandth()
    {
        using var fixture = new SmallFixture { Inputs = [0, 1e-3f], Outputs = [0, 1.0005e-6] }.Write();

        Assert.InRange(FixtureRun.Run(fixture.Folder).Single().Tensors[0].Error, 4e-7, 6e-7); // 5e-10 over 1e-3
    }

    [Fact]
    public void Numbers_that_are_not_finite_have_to_be_the_same()
    {
        using var fixture = new SmallFixture { Inputs = [float.NaN, float.NegativeInfinity], Outputs = [double.NaN, double.PositiveInfinity] }.Write();

        Assert.Equal(0, FixtureRun.Run(fixture.Folder).Single().Tensors[0].Error);
    }

    [Fact]
    public void Another_shape_and_an_output_that_nobody_makes_are_told()
    {
        using var shape = new SmallFixture { Outputs = [1, 4, 9] }.Write();
        using var name = new SmallFixture { Output = "cube", Gradients = false }.Write();

        Assert.Contains("its shape is [2], and the reference's [3]", FixtureRun.Run(shape.Folder).Single().Tensors[0].Problem);
        Assert.Equal("it was not computed", FixtureRun.Run(name.Folder).Single().Tensors[0].Problem);
    }

    [Fact]
    public void An_operator_that_nobody_knows_fails_its_case()
    {
        using var fixture = new SmallFixture { Operator = "cube" }.Write();

        Assert.Equal((FixtureVerdict.Fail, "Nothing is called 'cube' here."), FixtureRun.Run(fixture.Folder).Select(c => (c.Verdict, c.Reason)).Single());
    }

    [Fact]
    public void A_case_that_cannot_be_computed_fails_and_says_why()
    {
        using var fixture = new SmallFixture { Operator = "matmul" }.Write(); // which wants a and b
        var judged = FixtureRun.Run(fixture.Folder).Single();

        Assert.Equal(FixtureVerdict.Fail, judged.Verdict);
        Assert.NotEqual("", judged.Reason);
    }

    [Theory]
    [InlineData("parquet", FixtureVerdict.NotYet, "parquet")]
    [InlineData("horoscope", FixtureVerdict.Unknown, "horoscope")]
    public void Kinds_that_cannot_be_run_are_named(string label, FixtureVerdict verdict, string kind)
    {
        using var fixture = new SmallFixture { Label = label }.Write();
        var judged = FixtureRun.Run(fixture.Folder).Single();

        Assert.Equal((verdict, kind), (judged.Verdict, judged.Kind));
        Assert.Contains(label, judged.Reason);
    }

    [Theory]
    [InlineData("inputs.safetensors")]
    [InlineData("outputs_f64.safetensors")]
    [InlineData("tolerance.json")]
    [InlineData("config.json")]
    public void A_damaged_folder_fails_and_names_the_file(string file)
    {
        using var fixture = new SmallFixture().Write();
        File.WriteAllText(fixture.In(file), "{");
        var judged = FixtureRun.Run(fixture.Root).Single();

        Assert.Equal(FixtureVerdict.Fail, judged.Verdict);
        Assert.Contains(file, judged.Reason);
    }

    [Fact]
    public void A_path_without_fixtures_is_refused()
    {
        using var fixture = new SmallFixture().Write();
        Directory.Delete(fixture.Folder, recursive: true);

        Assert.Contains("neither config.json", Assert.Throws<FixtureException>(() => FixtureRun.Run(fixture.Root).Count()).Message);
        Assert.Contains("no such folder", Assert.Throws<FixtureException>(() => FixtureRun.Run(fixture.Folder).Count()).Message);
    }

    [Fact]
    public void Cases_are_told_in_words_and_for_programs()
    {
        using var right = new SmallFixture().Write();
        using var wrong = new SmallFixture { Outputs = [1, 5] }.Write();
        using var later = new SmallFixture { Label = "bio-JEPA v0.2" }.Write();
        FixtureCase[] cases = [.. FixtureRun.Run(right.Folder), .. FixtureRun.Run(wrong.Folder), .. FixtureRun.Run(later.Folder)];

        var summary = FixtureText.Summary(cases);
        Assert.StartsWith("1 of 2 cases pass; nearest to its limit: one/out at 200000 of it", summary);
        Assert.Contains("FAIL  small/one  out", summary);
        Assert.Contains("not yet: models (small)", summary);
        Assert.Equal(2, FixtureText.Lines(cases[0]).Count());
        Assert.EndsWith("too far", FixtureText.Lines(cases[1]).First());
        var json = cases.Select(c => JsonDocument.Parse(FixtureJson.Line(c)).RootElement).ToArray();
        Assert.Equal(["pass", "fail", "not_yet"], json.Select(j => j.GetProperty("verdict").GetString()));
        Assert.Equal(0.2, json[1].GetProperty("tensors")[0].GetProperty("error").GetDouble());
    }
}
