using Sintropia.Tensors;
using Sintropia.Tensors.Operators;
using Sintropia.Tensors.Shapes;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Operators;

/// <summary>Operators, losses, optimisers and schedules: outputs, and gradients that are taken back on a tape.</summary>
public sealed class OperatorFixtures : IFixtureKind
{
    /// <inheritdoc/>
    public string Name => "ops";

    /// <inheritdoc/>
    public bool Recognises(FixtureFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Label == Name;
    }

    /// <inheritdoc/>
    public IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var inputs = WeightFile.Open(folder.File("inputs.safetensors"));
        using var reference = new ReferenceRun(folder);
        foreach (var specification in OperatorSpecification.Read(folder).Where(s => s.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var judged = new FixtureCase { Folder = folder.Name, Kind = Name, Name = specification.Name, Operation = specification.Operator, Verdict = FixtureVerdict.Fail };
            yield return Judged(judged, specification, inputs, reference);
        }
    }

    private static FixtureCase Judged(FixtureCase judged, OperatorSpecification specification, WeightFile inputs, ReferenceRun reference)
    {
        try
        {
            var result = Applied(specification, inputs, reference);
            TensorAgreement[] tensors =
            [
                .. specification.Outputs.Select(name => reference.Judge($"{specification.Name}/{name}", name, result.Outputs.GetValueOrDefault(name))),
                .. specification.Gradients.Select(g => reference.Judge($"{specification.Name}/{g.Value}", g.Value, result.Gradients.GetValueOrDefault(g.Key))),
            ];
            return judged with { Tensors = tensors, Verdict = tensors.Length > 0 && tensors.All(t => t.Agrees) ? FixtureVerdict.Pass : FixtureVerdict.Fail, Reason = tensors.Length > 0 ? "" : "The case names nothing to compare." };
        }
        catch (Exception refused) when (refused is ShapeException or ArgumentException or NotSupportedException or InvalidOperationException or KeyNotFoundException or WeightsException)
        {
            return judged with { Reason = refused.Message };
        }
    }

    private static OperatorResult Applied(OperatorSpecification specification, WeightFile file, ReferenceRun reference)
    {
        var given = specification.Inputs.Concat(specification.Upstream.Values).Distinct().ToDictionary(name => name, name => file[$"{specification.Name}/{name}"]);
        Dictionary<string, double> numbers = new(specification.Numbers);

        // Schedules have no inputs: how many steps are wanted is said by their output alone.
        foreach (var output in specification.Outputs)
        {
            if (reference.Shape($"{specification.Name}/{output}") is [var length, ..]) numbers[$"length of {output}"] = length;
        }

        var applied = new OperatorCase
        {
            Inputs = specification.Inputs.Where(name => !IsWhole(given[name])).ToDictionary(name => name, name => given[name].ToTensor()),
            Places = specification.Inputs.Where(name => IsWhole(given[name])).ToDictionary(name => name, name => given[name].ToIndices()),
            Numbers = numbers,
            Texts = specification.Texts,
            Lists = specification.Lists,
        };
        return OperatorNames.Run(specification.Operator, applied, specification.Upstream.ToDictionary(u => u.Key, u => given[u.Value].ToTensor()), [.. specification.Gradients.Keys]);
    }

    private static bool IsWhole(WeightTensor tensor) => !tensor.ElementType.IsFloating() && tensor.ElementType != ElementType.Bool;
}
