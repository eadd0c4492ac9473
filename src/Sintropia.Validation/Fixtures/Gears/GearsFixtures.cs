using System.Text.Json;
using Sintropia.Data.Splits;
using Sintropia.Evaluation.Perturbations;
using Sintropia.Evaluation.Statistics;
using Sintropia.Predictors.Gears;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Gears;

/// <summary>Splits, metrics and loss of GEARS on invented conditions.</summary>
public sealed class GearsFixtures : IFixtureKind
{
    private static readonly string[] s_loss = ["loss", "grad_pred"];

    /// <inheritdoc/>
    public string Name => "gears";

    /// <inheritdoc/>
    public bool Recognises(FixtureFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Label.StartsWith(Name, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var splits = folder.Json("splits.json");
        using var config = folder.Json("config.json");
        using var inputs = WeightFile.Open(folder.File("inputs.safetensors"));
        using var reference = new ReferenceRun(folder);
        (string Name, Func<FixtureCase, FixtureCase> Judge)[] cases =
        [
            .. splits.RootElement.GetProperty("splits").EnumerateObject().Select(split => ($"splits/{split.Name}", (Func<FixtureCase, FixtureCase>)(judged => Split(judged, splits.RootElement, split)))),
            ("metrics", judged => Compared(judged, reference, Metrics(config.RootElement, inputs))),
            ("loss", judged => Compared(judged, reference, Loss(config.RootElement, inputs))),
        ];
        foreach (var (name, judge) in cases.Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            yield return Judged(new() { Folder = folder.Name, Kind = Name, Name = name, Operation = Name, Verdict = FixtureVerdict.Fail }, judge);
        string[] left = [.. reference.Keys.Where(key => !s_loss.Contains(key) && !key.StartsWith("metrics", StringComparison.Ordinal) && key != "independent/pearson_delta")];
        if (only.Length == 0 && left.Length > 0) yield return new() { Folder = folder.Name, Kind = Name, Name = "all outputs", Operation = Name, Verdict = FixtureVerdict.Fail, Reason = $"No case made {left.Length} of the reference's outputs: {string.Join(", ", left)}." };
    }

    private static FixtureCase Judged(FixtureCase judged, Func<FixtureCase, FixtureCase> judge)
    {
        try
        {
            return judge(judged);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or KeyNotFoundException or WeightsException)
        {
            return judged with { Reason = refused.Message };
        }
    }

    private static FixtureCase Compared(FixtureCase judged, ReferenceRun reference, IEnumerable<(string Key, Tensor Value)> made)
    {
        TensorAgreement[] tensors = [.. made.Select(m => reference.Judge(m.Key, m.Key, m.Value))];
        return judged with { Tensors = tensors, Verdict = tensors.All(t => t.Agrees) ? FixtureVerdict.Pass : FixtureVerdict.Fail };
    }

    private static FixtureCase Split(FixtureCase judged, JsonElement root, JsonProperty given)
    {
        var expected = given.Value.GetProperty("split").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
        var singles = given.Name.StartsWith("simulation_single", StringComparison.Ordinal);
        var split = new GearsSplit { SinglesOnly = singles }.Of(root.GetProperty("conditions_in_order").EnumerateArray().Select(c => c.GetString()!), uint.Parse(given.Name[(given.Name.LastIndexOf("seed", StringComparison.Ordinal) + 4)..], System.Globalization.CultureInfo.InvariantCulture));
        List<string> wrong = [.. expected.Where(e => !split.Parts.TryGetValue(e.Key, out var part) || Word(part) != e.Value).Select(e => $"{e.Key} is of {e.Value}"), .. split.Parts.Keys.Except(expected.Keys).Select(name => $"{name} is in none")];
        if (given.Value.TryGetProperty("subgroups", out var groups) && groups.ValueKind == JsonValueKind.Object)
        {
            wrong.AddRange(Different(groups.GetProperty("test_subgroup"), split.Test));
            wrong.AddRange(Different(groups.GetProperty("val_subgroup"), split.Validation));
        }

        return judged with { Verdict = wrong.Count == 0 ? FixtureVerdict.Pass : FixtureVerdict.Fail, Reason = string.Join("; ", wrong.Take(10)) };
    }

    private static IEnumerable<string> Different(JsonElement groups, IReadOnlyDictionary<string, IReadOnlyList<string>> ours) => groups.EnumerateObject()
        .Where(group => !group.Value.EnumerateArray().Select(c => c.GetString()!).Order(StringComparer.Ordinal).SequenceEqual(ours.GetValueOrDefault(group.Name, []).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        .Select(group => $"the group {group.Name} holds others");

    private static string Word(SplitPart part) => part switch { SplitPart.Training => "train", SplitPart.Validation => "val", _ => "test" };

    private static IEnumerable<(string Key, Tensor Value)> Metrics(JsonElement config, WeightFile inputs)
    {
        var places = inputs["pert_index"].ToInt32s();
        string[] names = [.. config.GetProperty("perturbations_sorted").EnumerateArray().Select(n => n.GetString()!)];
        var genes = (int)inputs["pred"].Shape[1];
        double[][] real = Means(inputs["truth"].ToDoubles(), places, names.Length, genes), predicted = Means(inputs["pred"].ToDoubles(), places, names.Length, genes);
        var most = inputs["de_idx"].ToInt32s().Chunk((int)inputs["de_idx"].Shape[1]).Select((list, p) => names[p] == GearsSplit.Control ? [] : list).ToArray();
        var scores = new GearsScores(real, predicted, most);
        var control = inputs["ctrl_mean"].ToDoubles();
        yield return One("metrics/mse", scores.SquaredErrors.Average());
        yield return One("metrics/pearson", scores.Correlations.Average());
        yield return One("metrics/mse_de", scores.SquaredErrorsOfMostChanged.Where((_, p) => scores.HasMostChanged(p)).Average());
        yield return One("metrics/pearson_de", scores.CorrelationsOfMostChanged.Where((_, p) => scores.HasMostChanged(p)).Average());
        yield return Each("metrics_per_pert/mse", scores.SquaredErrors);
        yield return Each("metrics_per_pert/pearson", scores.Correlations);
        yield return Each("metrics_per_pert/mse_de", scores.SquaredErrorsOfMostChanged);
        yield return Each("metrics_per_pert/pearson_de", scores.CorrelationsOfMostChanged);
        yield return Each("independent/pearson_delta", [.. real.Zip(predicted, (r, p) => Correlation.Pearson([.. r.Zip(control, (a, b) => a - b)], [.. p.Zip(control, (a, b) => a - b)]))]);
    }

    private static IEnumerable<(string Key, Tensor Value)> Loss(JsonElement config, WeightFile inputs)
    {
        var places = inputs["pert_index"].ToInt32s();
        string[] names = [.. config.GetProperty("perturbations_sorted").EnumerateArray().Select(n => n.GetString()!)];
        var retained = inputs["loss_retained_genes"].ToFloats().Chunk((int)inputs["pred"].Shape[1]).ToArray();
        (IReadOnlyList<int>, IReadOnlyList<int>)[] perturbations =
        [
            .. names.Select((name, p) => ((IReadOnlyList<int>)[.. Enumerable.Range(0, places.Length).Where(i => places[i] == p)], (IReadOnlyList<int>)(name == GearsSplit.Control ? [] : [.. Enumerable.Range(0, retained[p].Length).Where(g => retained[p][g] != 0)]))),
        ];
        var predicted = inputs["pred"].ToTensor();
        using var tape = new Tape();
        tape.Watch(predicted);
        var loss = new GearsObjective().Of(predicted, inputs["truth"].ToTensor(), inputs["ctrl_mean"].ToTensor(), perturbations);
        yield return ("loss", loss);
        yield return ("grad_pred", tape.Gradient(loss, predicted));
    }

    private static double[][] Means(double[] values, int[] places, int groups, int genes)
    {
        var means = Enumerable.Range(0, groups).Select(_ => new double[genes]).ToArray();
        var counts = new int[groups];
        for (var cell = 0; cell < places.Length; cell++)
        {
            counts[places[cell]]++;
            for (var gene = 0; gene < genes; gene++) means[places[cell]][gene] += values[cell * genes + gene];
        }

        for (var group = 0; group < groups; group++)
            for (var gene = 0; gene < genes; gene++)
                means[group][gene] /= counts[group];
        return means;
    }

    private static (string, Tensor) One(string key, double value) => (key, Tensor.Scalar((float)value));

    private static (string, Tensor) Each(string key, double[] values) => (key, Tensor.From([values.Length], [.. values.Select(v => (float)v)]));
}
