using System.Text.Json;
using Sintropia.Tensors.Operators;

namespace Sintropia.Tensors.Tests.Operators;

public sealed class OperatorTableTests
{
    private static readonly Lazy<Fixture?> s_fixture = new(() => Fixture.Find("ops") is { } folder ? new(folder) : null);

    public static TheoryData<string> Names => [.. OperatorTable.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operator_and_its_gradients_agree_with_the_reference(string name)
    {
        if (s_fixture.Value is not { } fixture)
        {
            Assert.Skip("The folder shared/parity/ops is not beside the repository, so there are no golden numbers to compare with.");
            return;
        }

        var cases = fixture.Cases.Values.Where(c => c.GetProperty("op").GetString() == name).ToList();
        Assert.NotEmpty(cases);
        var complaints = cases.SelectMany(c => Complaints(fixture, name, c)).ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    [Fact]
    public void Every_case_of_the_fixture_has_an_operator()
    {
        Assert.SkipWhen(s_fixture.Value is null, "The folder shared/parity/ops is not beside the repository, so there are no golden numbers to compare with.");

        Assert.All(s_fixture.Value!.Cases.Values, c => Assert.NotNull(OperatorTable.Find(c.GetProperty("op").GetString()!)));
    }

    [Theory]
    [InlineData("optimizer_SGD", "dampening", 0.1)]
    [InlineData("optimizer_Adam", "maximize", 1)]
    [InlineData("optimizer_AdamW", "foreach", 1)]
    [InlineData("clip_grad_norm", "eps", 1e-3)]
    [InlineData("transformer_encoder_layer", "dropout", 0.1)]
    [InlineData("ema", "tau", 0.5)]
    [InlineData("schedule", "T_0", 10)]
    [InlineData("schedule", "gamma", 0.5)] // of another schedule
    public void A_number_that_an_operator_does_not_read_is_refused_by_name(string name, string attribute, double value)
    {
        var given = new OperatorCase
        {
            Inputs = new Dictionary<string, Tensor>(),
            Numbers = new Dictionary<string, double> { [attribute] = value },
            Texts = name == "schedule" ? new Dictionary<string, string> { ["type"] = "CosineAnnealingLR" } : new Dictionary<string, string>(),
        };

        var refused = Assert.Throws<NotSupportedException>(() => given.Run(name, new Dictionary<string, Tensor>(), []));

        Assert.Contains($"'{attribute}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transformer_encoder_layer", "activation", "silu")]
    [InlineData("clip_grad_norm", "norm_type", "3.0")]
    [InlineData("optimizer_Adam", "lr", "0.1")]
    public void A_word_that_an_operator_does_not_know_is_refused_by_name(string name, string attribute, string value)
    {
        var given = new OperatorCase { Inputs = new Dictionary<string, Tensor>(), Texts = new Dictionary<string, string> { [attribute] = value } };

        var refused = Assert.Throws<NotSupportedException>(() => given.Run(name, new Dictionary<string, Tensor>(), []));

        Assert.Contains($"'{attribute}' = '{value}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_holds_its_momentum_where_it_is_told_to_and_a_plateau_its_least_rate()
    {
        var cycle = Schedule("OneCycleLR", new() { ["total_steps"] = 10, ["cycle_momentum"] = 0 }, []);
        var plateau = Schedule("ReduceLROnPlateau", new() { ["patience"] = 0, ["factor"] = 0.1, ["base_lr"] = 1, ["min_lr"] = 0.05 }, [1, 1, 1, 1, 1]);

        Assert.All(cycle["beta1_or_momentum"].ToArray(), momentum => Assert.Equal(0.9f, momentum));
        Assert.Equal(0.05f, plateau["lr"].ToArray()[^1]);

        static IReadOnlyDictionary<string, Tensor> Schedule(string type, Dictionary<string, double> numbers, double[] figures) => new OperatorCase
        {
            Inputs = new Dictionary<string, Tensor>(), Numbers = numbers, Texts = new Dictionary<string, string> { ["type"] = type },
            Lists = figures.Length == 0 ? new Dictionary<string, IReadOnlyList<double>>() : new Dictionary<string, IReadOnlyList<double>> { ["metric_sequence"] = figures },
        }.Run("schedule", new Dictionary<string, Tensor>(), []).Outputs;
    }

    private static IEnumerable<string> Complaints(Fixture fixture, string name, JsonElement specification)
    {
        var label = specification.GetProperty("name").GetString()!;
        var inputs = specification.GetProperty("inputs").EnumerateObject().Select(i => i.Name).ToList();
        var (numbers, texts, lists) = (new Dictionary<string, double>(), new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<double>>());
        Attributes(specification.GetProperty("attrs"), "", numbers, texts, lists);

        // Schedules have no inputs: how many steps are wanted is said by their output alone.
        foreach (var output in specification.GetProperty("outputs").EnumerateObject())
            if (output.Value.GetArrayLength() > 0)
                numbers[$"length of {output.Name}"] = output.Value[0].GetInt32();
        var given = new OperatorCase
        {
            Inputs = inputs.Where(i => !fixture.IsWhole($"{label}/{i}")).ToDictionary(i => i, i => fixture.Input($"{label}/{i}")),
            Places = inputs.Where(i => fixture.IsWhole($"{label}/{i}")).ToDictionary(i => i, i => fixture.Places($"{label}/{i}")),
            Numbers = numbers,
            Texts = texts,
            Lists = lists,
        };
        var gradients = specification.GetProperty("grads").EnumerateObject().ToDictionary(g => g.Name, g => g.Value.GetString()!);
        var upstream = specification.GetProperty("upstream").EnumerateObject().ToDictionary(u => u.Name, u => fixture.Input($"{label}/{u.Value.GetString()}"));
        var result = given.Run(name, upstream, [.. gradients.Keys]);

        foreach (var output in specification.GetProperty("outputs").EnumerateObject())
            if (Complaint(fixture, $"{label}/{output.Name}", result.Outputs[output.Name]) is { } complaint)
                yield return complaint;
        foreach (var (input, gradient) in gradients)
            if (Complaint(fixture, $"{label}/{gradient}", result.Gradients[input]) is { } complaint)
                yield return complaint;
    }

    // Those in objects are called outer.inner.
    private static void Attributes(JsonElement json, string outer, Dictionary<string, double> numbers, Dictionary<string, string> texts, Dictionary<string, IReadOnlyList<double>> lists)
    {
        foreach (var attribute in json.EnumerateObject())
        {
            var (name, value) = (outer + attribute.Name, attribute.Value);
            switch (value.ValueKind)
            {
                case JsonValueKind.Number: numbers[name] = value.GetDouble(); break;
                case JsonValueKind.True or JsonValueKind.False: numbers[name] = value.GetBoolean() ? 1 : 0; break;
                case JsonValueKind.String: texts[name] = value.GetString()!; break;
                case JsonValueKind.Array: lists[name] = [.. value.EnumerateArray().Select(e => e.GetDouble())]; break;
                case JsonValueKind.Object: Attributes(value, name + ".", numbers, texts, lists); break;
            }
        }
    }

    private static string? Complaint(Fixture fixture, string tensor, Tensor actual)
    {
        if (actual.Shape != fixture.OutputShape(tensor)) return $"{tensor} is {actual.Shape}, not {fixture.OutputShape(tensor)}";

        var (allowed, largest) = fixture.Tolerance(tensor);
        var expected = fixture.Output(tensor);
        var values = actual.ToArray();
        var worst = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(expected[i]) != float.IsNaN(values[i])) return $"{tensor}[{i}] is {values[i]}, not {expected[i]}";
            if (expected[i] != values[i] && !double.IsNaN(expected[i])) worst = Math.Max(worst, Math.Abs(expected[i] - values[i]) / largest);
        }

        return worst <= allowed ? null : $"{tensor} is off by {worst:g3} of its largest value; {allowed:g3} is allowed";
    }
}
