using System.Text.Json;
using Sintropia.Tensors.Operators;

namespace Sintropia.Tensors.Tests.Operators;

public sealed class OperatorTableTests
{
    // Other parts of the house compute these; their tests hold them to the same fixture.
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

    private static IEnumerable<string> Complaints(Fixture fixture, string name, JsonElement specification)
    {
        var label = specification.GetProperty("name").GetString()!;
        var inputs = specification.GetProperty("inputs").EnumerateObject().Select(i => i.Name).ToList();
        var attributes = specification.GetProperty("attrs").EnumerateObject().ToList();
        var given = new OperatorCase
        {
            Inputs = inputs.Where(i => !fixture.IsWhole($"{label}/{i}")).ToDictionary(i => i, i => fixture.Input($"{label}/{i}")),
            Places = inputs.Where(i => fixture.IsWhole($"{label}/{i}")).ToDictionary(i => i, i => fixture.Places($"{label}/{i}")),
            Numbers = attributes.Where(a => a.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                .ToDictionary(a => a.Name, a => a.Value.ValueKind == JsonValueKind.Number ? a.Value.GetDouble() : a.Value.GetBoolean() ? 1 : 0),
            Texts = attributes.Where(a => a.Value.ValueKind == JsonValueKind.String).ToDictionary(a => a.Name, a => a.Value.GetString()!),
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
