namespace Sintropia.Scenarios.Tests;

/// <summary>Each way to be wrong, with the line that is named and the nearest valid thing.</summary>
public sealed class ScenarioProblemTests
{
    [Theory]
    // Keys.
    [InlineData("duration: 96 h", "duration: 96 h\nduratoin: 4 h", 5, "duratoin", "is no key of a scenario", "duration")]
    [InlineData("name: Valid", "seed: 2", 3, "seed", "for the second time; the first is on line 2", null)]
    [InlineData("cells: 500 cells", "cells: 500 cells, celss: 3", 14, "tissues.dish.populations[0].celss", "is no key of a population", "cells")]
    [InlineData("format: 1", "format: 2", 1, "format", "at most 1", null)]
    [InlineData("seed: 1", "seed: ", 3, "seed", "has no value", null)]
    [InlineData("seed: 1", "seed: 1.5", 3, "seed", "is no seed", null)]
    [InlineData("seed: 1", "seed: [1]", 3, "seed", "a list", null)]
    [InlineData("- { type: line, cells: 500 cells }", "- 5", 14, "tissues.dish.populations[0]", "the value '5'", null)]
    [InlineData("control: []", "control: { compound: drug }", 16, "conditions.control", "a list has to stand", null)]
    // Expression.
    [InlineData("compounds:", "expression: { predictor: standin, dimensions: 64 }\ncompounds:", 9, "expression.predictor", "'standin' is not one of no-change, stand-in", "stand-in")]
    [InlineData("compounds:", "expression: { predictor: stand-in }\ncompounds:", 9, "expression", "'dimensions' is missing", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 5000 }\ncompounds:", 9, "expression.dimensions", "at most 4096", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, half_life: 6 }\ncompounds:", 9, "expression.half_life", "has no unit", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, halflife: 6 h }\ncompounds:", 9, "expression.halflife", "is no key of an expression", "half_life")]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, inherited: 120 % }\ncompounds:", 9, "expression.inherited", "at most 1", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, ask_every: 0 ticks }\ncompounds:", 9, "expression.ask_every", "'0 ticks' is no number of ticks", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, ask_every: every 40 min }\ncompounds:", 9, "expression.ask_every", "no whole number of them", "every 1 tick")]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, ask_every: every 70 min }\ncompounds:", 9, "expression.ask_every", "no whole number of them", "every 2 ticks")]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, ask_every: 4 tocks }\ncompounds:", 9, "expression.ask_every", "'tocks' is no known unit", null)]
    [InlineData("compounds:", "expression: { predictor: stand-in, dimensions: 2, programme: standin }\ncompounds:", 9, "expression.programme", "is not one of none, measured, stand-in", "stand-in")]
    // Units and numbers.
    [InlineData("duration: 96 h", "duration: 96 hh", 4, "duration", "'hh' is no known unit", "h")]
    [InlineData("duration: 96 h", "duration: 0 h", 4, "duration", "above 0", null)]
    [InlineData("ec50: 100 nM", "ec50: 100 nm", 10, "compounds.drug.effects[0].ec50", "'nm' is no known unit", "nM")]
    [InlineData("ec50: 100 nM", "ec50: 100 ng/mL", 10, "compounds.drug.effects[0].ec50", "a mass concentration, but this agent is measured in uM", null)]
    [InlineData("unit: uM", "unit: um", 10, "compounds.drug.unit", "is no unit of a level", "uM")]
    [InlineData("dose: 1 uM", "dose: -1 uM", 18, "conditions.treated[0].dose", "cannot be negative", null)]
    [InlineData("dose: 1 uM", "dose: 1", 18, "conditions.treated[0].dose", "has no unit", null)]
    [InlineData("dose: 1 uM", "dose: NaN uM", 18, "conditions.treated[0].dose", "does not begin with a number", null)]
    [InlineData("dose: 1 uM", "dose: 1e400 uM", 18, "conditions.treated[0].dose", "too large", null)]
    [InlineData("cells: 500 cells", "cells: 0 cells", 14, "tissues.dish.populations[0].cells", "at least 1", null)]
    [InlineData("cells: 500 cells", "cells: 2.5 cells", 14, "tissues.dish.populations[0].cells", "whole number", null)]
    [InlineData("alpha: 0.2 per Gy", "alpha: 0.2 per Gy2", 8, "cell_types.line.radiosensitivity.alpha", "a number per Gy2", null)]
    [InlineData("dose: 1 uM", "dose: '1,234 uM'", 18, "conditions.treated[0].dose", "half the world reads its comma as a decimal point", "1234 uM")]
    [InlineData("duration: 96 h", "duration: 30 min", 1, "tick", "'record' is left out, which means every 1 h", null)]
    // Durations.
    [InlineData("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "cycle: { G1: 8 s, S: 8 s }", 7, "cell_types.line.cycle", "times in each tick", null)]
    [InlineData("stages: 4", "stages: 0", 7, "cell_types.line.cycle.G1.stages", "at least 1", null)]
    [InlineData(", stages: 4", "", 7, "cell_types.line.cycle.G1.erlang", "needs 'stages'", null)]
    [InlineData("S: 8 h", "S: { fixed: 8 h, erlang: 8 h, stages: 2 }", 7, "cell_types.line.cycle.S.erlang", "either 'fixed' or 'erlang'", null)]
    [InlineData("S: 8 h", "S: { exponential: 8 h, delay: 8 h }", 7, "cell_types.line.cycle.S.delay", "shorter than the mean", null)]
    [InlineData("S: 8 h", "S: { fixed: 8 h, cv: 20 % }", 7, "cell_types.line.cycle.S.cv", "belongs to 'lognormal'", null)]
    [InlineData("S: 8 h", "S: { exponentail: 8 h }", 7, "cell_types.line.cycle.S.exponentail", "is no key of a duration", "exponential")]
    // Names.
    [InlineData("control: []", "NA: []", 16, "conditions.NA", "takes it for a missing value", null)]
    [InlineData("type: line", "type: lime", 14, "tissues.dish.populations[0].type", "There is no cell type 'lime'", "line")]
    [InlineData("compound: drug", "compound: drag", 18, "conditions.treated[0].compound", "is not described under 'compounds'", "drug")]
    [InlineData("until: 72 h", "target: { tissue: dich }", 18, "conditions.treated[0].target.tissue", "There is no tissue 'dich'", "dish")]
    [InlineData("until: 72 h", "target: { organ: skin }", 18, "conditions.treated[0].target.organ", "There is no organ 'skin'; there are culture", null)]
    [InlineData("until: 72 h", "target: { cell_type: lines }", 18, "conditions.treated[0].target.cell_type", "There is no cell type 'lines'", "line")]
    [InlineData("until: 72 h", "target: { fraction: 30 }", 18, "conditions.treated[0].target.fraction", "at most 1", "30 %")]
    [InlineData("until: 72 h", "target: { cell: 12ab }", 18, "conditions.treated[0].target.cell", "'12ab' is no identity of a cell", null)]
    [InlineData("until: 72 h", "target: { cell: 9b1c4a6ee0d25f3718c2a95d7e40b6f1, fraction: 30 % }", 18, "conditions.treated[0].target.fraction", "One cell is aimed at", null)]
    [InlineData("until: 72 h", "target: { fraction: 0 % }", 18, "conditions.treated[0].target.fraction", "above 0", null)]
    [InlineData("control:", "\"a,b\":", 16, "conditions.a,b", "cannot be a name", "a-b")]
    [InlineData("control:", "TREATED:", 17, "conditions.treated", "differ in letter case only", null)]
    [InlineData("cycle: {", "preset: typical-humn\n    cycle: {", 7, "cell_types.line.preset", "There is no preset", "typical-human")]
    [InlineData("requires: RB1", "requires: RB1, cell_types: lin", 10, "compounds.drug.effects[0].cell_types[0]", "There is no cell type 'lin'", "line")]
    [InlineData("holds: G1", "holds: g1", 10, "compounds.drug.effects[0].holds", "is not one of G0, G1, S, G2, M", "G1")]
    // Interventions.
    [InlineData("until: 72 h", "until: 24 h", 18, "conditions.treated[0].until", "never acts", null)]
    [InlineData("until: 72 h", "every: 0 h", 18, "conditions.treated[0].every", "above 0", null)]
    [InlineData("until: 72 h", "every: 12 h, for: 13 h", 18, "conditions.treated[0].for", "overlap", null)]
    [InlineData("from: 24 h, until: 72 h", "from: 96 h", 18, "conditions.treated[0].from", "never happens", null)]
    [InlineData("until: 72 h", "ramp: liner over 12 h", 18, "conditions.treated[0].ramp", "is no ramp", "linear over 12 h")]
    [InlineData("until: 72 h", "ramp: linear over 12 uM", 18, "conditions.treated[0].ramp", "the unit of a molar concentration", null)]
    [InlineData("until: 72 h", "strength: 50 %", 18, "conditions.treated[0].strength", "does not belong to compound", "dose")]
    [InlineData("dose: 1 uM, ", "", 18, "conditions.treated[0]", "How much of drug?", null)]
    [InlineData("compound: drug, dose: 1 uM", "knockout: RB2", 18, "conditions.treated[0].knockout", "says what losing 'RB2' does", "RB1")]
    [InlineData("compound: drug, dose: 1 uM", "activation: RB1", 18, "conditions.treated[0].activation", "says what gaining 'RB1' does", "RB1")]
    [InlineData("compound: drug, dose: 1 uM, from: 24 h", "radiation: 2 Gy", 18, "conditions.treated[0].until", "single fraction", null)]
    [InlineData("compound: drug, dose: 1 uM", "radiation: 2 Gy, for: 1 h, every: 24 h", 18, "conditions.treated[0].for", "given at once", null)]
    [InlineData("compound: drug, dose: 1 uM", "drug: 3 uM", 18, "conditions.treated[0].drug", "is no key of an intervention", null)]
    // The whole.
    [InlineData("duration: 96 h", "duration: 96 h\ntick: 0 h", 5, "tick", "above 0", null)]
    [InlineData("duration: 96 h", "duration: 96 h\ntick: 25 h", 5, "tick", "at most 24 h", null)]
    [InlineData("duration: 96 h", "duration: 96 h\nrecord: every 45 min", 5, "record", "do not fall on ticks", "every 1 h")]
    [InlineData("duration: 96 h", "duration: 96.2 h", 4, "duration", "does not end on a tick", "96 h")]
    [InlineData("duration: 96 h", "duration: 3 h\ntick: 7 min\nrecord: 14 min", 4, "duration", "A run of 3 h does not end on a tick of 7 min", "182 min")]
    [InlineData("duration: 96 h", "duration: 50 min", 4, "duration", "A run of 50 min does not end", "1 h")]
    [InlineData("duration: 96 h", "duration: 96 h\nlimit: 499 cells", 5, "limit", "begins with 500 cells", null)]
    [InlineData("duration: 96 h", "duration: 96 h\nreplicates: 0", 5, "replicates", "at least 1", null)]
    [InlineData("duration: 96 h", "duration: 96 h\nlineage: keep", 5, "lineage", "is not one of kept, none", "kept")]
    // What a scenario has no use for.
    [InlineData("seed: 1", "seed: &x 1", 3, "", "is a YAML anchor", null)]
    [InlineData("seed: 1", "seed: *x", 3, "", "is a YAML alias", null)]
    [InlineData("seed: 1", "seed: !int 1", 3, "", "is a YAML tag", null)]
    [InlineData("seed: 1", "seed: 1\n\tname: x", 4, "", "A tab stands here", null)]
    [InlineData("  dish:", "\u00a0 dish:", 12, "", "no plain space (U+00A0)", null)]
    [InlineData("seed: 1", "seed: [1", 4, "", "This is no YAML", null)]
    [InlineData("seed: 1", "seed: [[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 3, "", "levels stand inside each other", null)]
    [InlineData("control: []", "control: []\n---\nformat: 1", 17, "", "second document", null)]
    public void It_names_line_path_and_nearest(string old, string other, int line, string path, string what, string? nearest)
    {
        var problems = Valid.Problems(Valid.With(old, other));

        var problem = problems.FirstOrDefault(p => p.What.Contains(what, StringComparison.Ordinal));
        Assert.True(problem is not null, $"Nothing says '{what}':\n{string.Join('\n', problems)}");
        Assert.Equal(("test.yaml", line, path, nearest), (problem.File, problem.Line, problem.Path, problem.Nearest));
        Assert.True(problem.Column >= 1);
    }

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_file()
    {
        var text = Valid.Text.Replace("seed: 1", "seed: x").Replace("unit: uM", "unit: um").Replace("type: line", "type: lime");

        Assert.Equal(["seed", "compounds.drug.unit", "tissues.dish.populations[0].type"], Valid.Problems(text).Select(p => p.Path).Where(p => !p.StartsWith("conditions", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_problem_reads_as_one_line() => Assert.Equal(
        "test.yaml:10:51: compounds.drug.effects[0].ec50: '100 nm' is not a concentration: 'nm' is no known unit; did you mean 'nM'?",
        Valid.Problem(Valid.With("100 nM", "100 nm")).ToString());

    [Fact]
    public void A_missing_key_says_what_to_write() =>
        Assert.Contains("needs 'seed'", Valid.Problem(Valid.With("seed: 1\n", "")).What);

    [Fact]
    public void A_comma_inside_braces_is_explained() =>
        Assert.Contains(Valid.Problems(Valid.With("cells: 500 cells", "cells: 50,000 cells")), p => p.What.Contains("a comma ends an entry", StringComparison.Ordinal));

    [Fact]
    public void A_decimal_comma_inside_braces_is_explained() =>
        Assert.Contains(Valid.Problems(Valid.With("dose: 1 uM", "dose: 1,5 uM")), p => p.What.Contains("1.5 with a point", StringComparison.Ordinal) && p.Nearest is null);

    [Fact]
    public void A_preset_that_does_not_exist_is_one_problem() =>
        Assert.Equal("cell_types.line.preset", Valid.Problem(Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "preset: typical-humn")).Path);

    [Fact]
    public void A_lacking_gene_that_looks_like_a_required_one_is_a_warning_and_any_other_is_not()
    {
        var warning = Assert.Single(Valid.Parse(Valid.With("    cycle:", "    lacks: [RB, TP53]\n    cycle:")).Warnings);

        Assert.Equal(("cell_types.line.lacks", 7), (warning.Path, warning.Line));
        Assert.Contains("No effect requires 'RB'", warning.What);
        Assert.Contains("'RB1'", warning.What);
    }

    [Fact]
    public void Probabilities_of_divisions_sum_to_one()
    {
        var text = Valid.With("    cycle:", "    hierarchy: { divisions: [ { probability: 50 %, daughters: [line, line] }, { probability: 40 %, daughters: [line, line] } ] }\n    cycle:");

        Assert.Contains("sum to 90 %", Valid.Problem(text).What);
    }

    [Fact]
    public void A_hierarchy_leads_to_types_that_exist()
    {
        var problem = Valid.Problem(Valid.With("    cycle:", "    hierarchy: { rounds: 3, then: lina }\n    cycle:"));

        Assert.Equal((7, "line"), (problem.Line, problem.Nearest));
    }

    [Fact]
    public void Irradiating_cells_of_unknown_sensitivity_is_refused()
    {
        var text = Valid.With("compound: drug, dose: 1 uM, from: 24 h, until: 72 h", "radiation: 2 Gy, from: 24 h").Replace("    radiosensitivity: { alpha: 0.2 per Gy, beta: 0.02 per Gy2, repair: 1 h }\n", "");

        Assert.Contains("how radiation kills cells of type line", Valid.Problem(text).What);
    }

    [Fact]
    public void A_ramp_and_a_half_life_exclude_each_other()
    {
        var text = Valid.With("unit: uM", "unit: uM, half_life: 5 h").Replace("until: 72 h", "ramp: linear over 4 h");

        Assert.Contains("half-life of 5 h", Valid.Problem(text).What);
    }

    [Fact]
    public void A_cell_remembers_eight_fractions_and_no_ninth()
    {
        var one = "    - { compound: drug, dose: 1 uM, from: 24 h, until: 72 h, target: { fraction: 10 % } }\n";
        string Times(int n) => Valid.With("    - { compound: drug, dose: 1 uM, from: 24 h, until: 72 h }", string.Concat(Enumerable.Repeat(one, n)).TrimEnd());

        Assert.Equal(8, Valid.Parse(Times(8)).Conditions[1].Interventions.Count);
        Assert.Contains("9 interventions", Valid.Problem(Times(9)).What);
    }

    [Fact]
    public void More_types_than_a_byte_holds_are_refused()
    {
        var types = string.Concat(Enumerable.Range(0, 255).Select(i => $"  t{i}: {{ cycle: {{ G1: 8 h }} }}\n"));

        Assert.Contains(Valid.Problems(Valid.With("cell_types:\n", "cell_types:\n" + types)), p => p.What.Contains("More than 255 cell types", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_noise_is_refused_with_a_message_that_can_be_read()
    {
        var noise = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"k{i}: {{}}\n"));
        var error = Assert.Throws<ScenarioException>(() => Valid.Parse(noise));

        Assert.True(error.Problems.Count >= 40_000);
        Assert.Equal(51, error.Message.Split('\n').Length);
        Assert.Contains("More than 100000 values", Valid.Problem($"name: [{string.Join(", ", Enumerable.Range(0, 100_001))}]").What);
    }

    [Fact]
    public void What_is_probably_not_meant_is_a_warning()
    {
        var scenario = Valid.Parse(Valid.With("until: 72 h", "until: 200 h").Replace("  drug: {", "  other: { unit: uM, effects: [ { slows: S, ec50: 1 uM } ] }\n  drug: {").Replace("S: 8 h, ", ""));

        Assert.Equal(["compounds.other", "compounds.other.effects[0]", "conditions.treated[0].until"], scenario.Warnings.Select(w => w.Path).Order(StringComparer.Ordinal));
    }
}
