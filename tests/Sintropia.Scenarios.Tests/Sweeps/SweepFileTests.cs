using Sintropia.Scenarios.Sweeps;

namespace Sintropia.Scenarios.Tests.Sweeps;

public sealed class SweepFileTests : IDisposable
{
    private const string Swept = """

        # Which doses?
        sweep:
          parameters:
            dose: { at: 'conditions.treated[0].dose', values: [0 uM, 100 nM, 1 uM] }
            potency:
              at: 'compounds.drug.effects[0].ec50'
              from: 10 nM
              to: 1000 nM
              steps: 3
              scale: log
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-sweeps-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Values_are_written_where_the_parameters_stand_and_all_else_stays()
    {
        var sweep = Load(Valid.Text + "\n" + Swept);
        var written = sweep.Template.With(["0.5 uM", "30 nM"]);

        Assert.Equal(Valid.Text.ReplaceLineEndings("\n").Replace("dose: 1 uM", "dose: 0.5 uM").Replace("ec50: 100 nM", "ec50: 30 nM"), written.ReplaceLineEndings("\n").Split("\n# Which doses?")[0].TrimEnd());
        Assert.DoesNotContain("sweep", written);
        Assert.Equal("test", ScenarioFile.Parse(written.Replace("name: Valid", "name: test"), "x").Name);
    }

    [Fact]
    public void A_sweep_may_stand_anywhere_in_the_file_and_in_any_form()
    {
        var text = Valid.Text.Replace("duration: 96 h", "sweep: { parameters: { days: { at: duration, values: [96 h] }, lines: { at: ['tissues.dish.populations[0].type'], values: ['li ne', \"a: b\"] } } }\nduration: 96 h   # µ and ü before a value");

        var written = Load(text.ReplaceLineEndings("\r\n")).Template.With(["48 h", "a: b"]);

        Assert.Contains("duration: 48 h   # µ and ü before a value", written);
        Assert.Contains("type: \"a: b\"", written);
        Assert.DoesNotContain("sweep", written);
    }

    [Fact]
    public void A_number_with_its_source_is_changed_where_the_number_stands()
    {
        var text = Valid.Text.Replace("S: 8 h", "S: { fixed: { value: 8 h, status: assumed } }") + "\nsweep: { parameters: { s: { at: 'cell_types.line.cycle.S.fixed', values: [9 h] } } }";

        Assert.Contains("S: { fixed: { value: 9 h, status: assumed } }", Load(text).Template.With(["9 h"]));
    }

    [Fact]
    public void A_file_of_its_own_names_the_scenario()
    {
        File.WriteAllText(Path.Combine(_folder, "dish.yaml"), Valid.Text);
        var sweep = Load("scenario: dish.yaml\ndesign: saltelli\nsamples: 8\nparameters: { dose: { at: 'conditions.treated[0].dose', from: 0 uM, to: 2 uM } }");

        Assert.Equal(SweepDesign.Saltelli, sweep.Specification.Design);
        Assert.Contains("dose: 0.25 uM", sweep.Template.With(["0.25 uM"]));
        Assert.Equal(_folder, sweep.Template.Folder);
    }

    [Fact]
    public void Ranges_and_values_are_numbers_in_one_unit()
    {
        var parameters = Load(Valid.Text + "\n" + Swept).Specification.Parameters;

        Assert.Equal([("0 uM", 0), ("100 nM", 0.1), ("1 uM", 1)], Enumerable.Range(0, 3).Select(parameters[0].Value));
        Assert.Equal([("10 nM", 10), ("100 nM", 100), ("1000 nM", 1000)], Enumerable.Range(0, 3).Select(parameters[1].Value));
        Assert.Equal("uM", parameters[0].Unit);
        Assert.Equal("100 nM", parameters[0].At01(0.5).Text);
        Assert.Equal(Math.Round(Math.Pow(10, 1.5), 10), parameters[1].At01(0.25).Number, 10);
        Assert.False(new SweepParameter("line", ["x"], ["a", "b"], null).IsNumeric);
    }

    [Fact]
    public void A_point_with_a_seed_of_its_own_has_it_in_its_scenario()
    {
        var sweep = Load(Valid.Text + "\nsweep: { seeds: own, parameters: { days: { at: duration, values: [96 h] } } }");

        Assert.Contains("seed: 77\n", sweep.Template.With(["48 h", "77"]).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("{ parameters: { dose: { at: 'conditions.treated[0].dosage', values: [1 uM] } } }", "did you mean 'conditions.treated[0].dose'?")]
    [InlineData("{ parameters: { dose: { at: 'conditions.treated[0]', values: [1 uM] } } }", "Nothing stands at")]
    [InlineData("{ parameters: { dose: { at: duration } } }", "either 'values', or a range")]
    [InlineData("{ parameters: { dose: { at: duration, from: 1 h, to: 2 d, steps: 3 } } }", "two units")]
    [InlineData("{ parameters: { dose: { at: duration, from: 1 h, to: 2 h } } }", "needs 'steps'")]
    [InlineData("{ parameters: { dose: { at: duration, from: 0 h, to: 2 h, steps: 2, scale: log } } }", "no logarithm")]
    [InlineData("{ parameters: { dose: { at: duration, from: 2 h, to: 2 h, steps: 2 } } }", "holds nothing")]
    [InlineData("{ design: sobol, parameters: { dose: { at: duration, from: 1 h, to: 2 h } } }", "needs 'samples'")]
    [InlineData("{ samples: 3, parameters: { dose: { at: duration, values: [1 h] } } }", "says nothing")]
    [InlineData("{ design: morris, samples: 3, levels: 5, parameters: { dose: { at: duration, from: 1 h, to: 2 h } } }", "even number")]
    [InlineData("{ design: list, parameters: { a: { at: duration, values: [1 h, 2 h] }, b: { at: seed, values: [1] } } }", "2 of a, 1 of b")]
    [InlineData("{ design: sobl, samples: 3, parameters: { a: { at: duration, values: [1 h] } } }", "did you mean 'sobol'?")]
    [InlineData("{ parameters: {} }", "nothing to change")]
    [InlineData("{ parameters: { living: { at: duration, values: [1 h] } } }", "a column that every sweep has")]
    [InlineData("{ parameters: { a: { at: duration, values: [1 h] }, b: { at: duration, values: [1 h] } } }", "a second time")]
    public void What_makes_no_sense_is_refused_with_its_place(string sweep, string message)
    {
        var problems = Assert.Throws<ScenarioException>(() => Load(Valid.Text + "\nsweep: " + sweep)).Problems;

        Assert.Contains(problems, p => p.ToString().Contains(message));
        Assert.All(problems, p => Assert.StartsWith("sweep", p.Path));
    }

    [Fact]
    public void A_scenario_with_a_sweep_is_a_scenario_whose_sweep_is_checked_too()
    {
        Assert.Equal("Valid", Valid.Parse(Valid.Text + "\n" + Swept).Name);
        Assert.Contains("even number", Valid.Problem(Valid.Text + "\nsweep: { design: morris, samples: 3, levels: 5, parameters: { dose: { at: duration, from: 1 h, to: 2 h } } }").What);
        Assert.Contains("what to sweep", Assert.Throws<ScenarioException>(() => Load(Valid.Text)).Problems[0].What);
    }

    private SweepFile Load(string text)
    {
        var path = Path.Combine(_folder, "sweep.yaml");
        File.WriteAllText(path, text);
        return SweepFile.Load(path);
    }
}
