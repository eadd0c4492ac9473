using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Tests.Baselines;

/// <summary>Numbers by hand: two genes, control at (1, 2), A moves it by (1, 0), B by (0, 3).</summary>
public sealed class BaselineTests
{
    private static readonly EffectTable s_table = new(["g", "h"], "control",
    [
        new("line", "control", 10, [1, 2]),
        new("line", "A", 30, [2, 2]),
        new("line", "B", 10, [1, 5]),
    ]);

    private static readonly EffectTable s_contexts = new(["g"], "control",
    [
        new("x", "control", 5, [1]), new("x", "A", 5, [2]), new("x", "B", 5, [4]),
        new("y", "control", 5, [10]), new("y", "A", 15, [13]),
    ]);

    [Fact]
    public void No_change_leaves_cells() => Assert.Equal([1.5f, 2.5f], Answer(new NoChange(s_table), "A", [1.5f, 2.5f]));

    [Fact]
    public void A_single_that_was_not_measured_may_be_taken_for_what_its_neighbours_do()
    {
        var features = new FeatureTable(2, new Dictionary<string, double[]> { ["A"] = [1, 0], ["B"] = [0, 1], ["C"] = [0, 2] });

        Assert.Equal([2f, 5f], Answer(new Additive(s_table, new NearestNeighbours(s_table, features, neighbours: 1)), "A+C", [1, 2])); // C is like B
    }

    [Fact]
    public void The_train_mean_is_unweighted_and_may_count_the_controls_as_one_more()
    {
        Assert.Equal([1.5f, 3.5f], Answer(new TrainMean(s_table), "A", [0, 0]));
        Assert.Equal([4 / 3f, 3f], Answer(new TrainMean(s_table, includesControls: true), "A", [0, 0]));
    }

    [Fact]
    public void The_mean_delta_moves_each_cell_by_the_mean_effect() => Assert.Equal([1.5f, 3.5f], Answer(new MeanDelta(s_table), "unseen", [1, 2]));

    [Fact]
    public void With_one_context_train_mean_and_mean_delta_agree_on_the_mean_control() =>
        Assert.Equal(Answer(new TrainMean(s_table), "A", [1, 2]), Answer(new MeanDelta(s_table), "A", [1, 2]));

    [Fact]
    public void The_context_mean_counts_cells_and_refuses_other_contexts()
    {
        Assert.Equal([1.75f, 2.75f], Answer(new ContextMean(s_table), "B", [0, 0], "line"));
        Assert.Contains("'lime'", Assert.Throws<UnknownPerturbationException>(() => Answer(new ContextMean(s_table), "B", [0, 0], "lime")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cell_level_null_gives_the_mean_of_all_perturbed_cells() => Assert.Equal([1.75f, 2.75f], Answer(new CellNull(s_table), "B", [9, 9]));

    [Fact]
    public void The_perturbation_mean_averages_effects_over_contexts_and_adds_them_to_the_cell()
    {
        Assert.Equal([22f], Answer(new PerturbationMean(s_contexts), "A", [20])); // (1 + 3)/2
        Assert.Equal([23f], Answer(new PerturbationMean(s_contexts), "B", [20]));
        Assert.Equal([20f], Answer(new PerturbationMean(s_contexts), "C", [20]));
        Assert.False(new PerturbationMean(s_contexts).Measured(Treatment.Of("C", "control")));
    }

    [Fact]
    public void Effects_of_singles_add_up_and_a_missing_one_is_nothing_or_the_mean()
    {
        Assert.Equal([2f, 5f], Answer(new Additive(s_table), "A+B", [1, 2]));
        Assert.Equal([2f, 2f], Answer(new Additive(s_table), "A+C", [1, 2]));
        Assert.Equal([2.5f, 3.5f], Answer(new Additive(s_table, MissingSingle.MeanEffect), "A+C", [1, 2]));
    }

    [Fact]
    public void Additive_is_exact_on_additive_data()
    {
        var random = new Random(1);
        double[][] effects = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextDouble()).ToArray())];
        var table = new EffectTable([.. Enumerable.Range(0, 6).Select(g => $"{g}")], "control", [new("", "control", 1, new double[6]), .. effects.Select((e, i) => new GroupMean("", $"P{i}", 1, e))]);

        Assert.Equal([.. effects[1].Zip(effects[3], (a, b) => (float)(a + b))], Answer(new Additive(table), "P3+P1", new float[6]).ToArray(), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Half_a_dose_goes_half_the_way_and_none_nowhere(double level)
    {
        var treatment = new Treatment([new("A", level)], "line");
        foreach (var baseline in new Baseline[] { new TrainMean(s_table), new MeanDelta(s_table), new ContextMean(s_table), new CellNull(s_table), new PerturbationMean(s_table), new Additive(s_table) })
        {
            var (none, whole, some) = (new float[] { 1, 3 }, new float[2], new float[2]);
            baseline.Respond(treatment with { Doses = [new("A")] }, none, whole);
            baseline.Respond(treatment, none, some);
            Assert.Equal([.. none.Zip(whole, (n, w) => (float)(n + level * (w - n)))], some, (x, y) => Math.Abs(x - y) < 1e-6);
        }
    }

    [Fact]
    public void Shuffled_names_keep_no_perturbation_its_own_and_all_effects()
    {
        var table = new EffectTable(["g"], "control", [new("", "control", 1, [0]), .. Enumerable.Range(1, 7).Select(i => new GroupMean("", $"P{i}", 1, [i]))]);
        var shuffled = table.Shuffled(9);

        Assert.All(table.Perturbations, p => Assert.NotEqual(table.Effect(p), shuffled.Effect(p)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], shuffled.Perturbations.Select(p => shuffled.Effect(p)![0]).Order());
        Assert.Equal("perturbation mean, shuffled labels", new ShuffledLabels(table, t => new PerturbationMean(t)).Name);
    }

    [Fact]
    public void A_context_without_controls_is_refused() =>
        Assert.Contains("no controls 'control'", Assert.Throws<ArgumentException>(() => new EffectTable(["g"], "control", [new("x", "A", 1, [1])])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_cells_holds_their_means()
    {
        var table = EffectTable.Of(["g", "h"], "ctrl", [1, 2, 3, 4, 5, 9], ["ctrl", "ctrl", "A"], ["", "", ""]);

        Assert.Equal([2.0, 3.0], table.ControlMean("")!);
        Assert.Equal([3.0, 6.0], table.Effect("A")!);
    }

    internal static float[] Answer(IPerturbationModel model, string perturbation, float[] cell, string context = "")
    {
        var settled = new float[cell.Length];
        model.Respond(Treatment.Of(perturbation, "control", context), cell, settled);
        return settled;
    }
}
