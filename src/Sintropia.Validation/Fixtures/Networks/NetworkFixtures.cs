using System.Text.Json;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>A family of networks under the weights and inputs of its reference. Every output that the reference kept has to be made: those that no case makes fail as a case of their own.</summary>
public abstract class NetworkFixtures : IFixtureKind
{
    private protected NetworkFixtures(string name, string label) => (Name, Label) = (name, label);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How config.json begins to say what it is of.</summary>
    private protected string Label { get; }

    /// <inheritdoc/>
    public bool Recognises(FixtureFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Label.StartsWith(Label, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var fixture = new NetworkFixture(folder);
        HashSet<string> made = new(StringComparer.Ordinal);
        foreach (var part in Described(fixture, folder).Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var judged = Judged(new() { Folder = folder.Name, Kind = Name, Name = part.Name, Operation = folder.Label, Verdict = FixtureVerdict.Fail }, part, fixture.Reference);
            made.UnionWith(judged.Tensors.Select(t => t.Name));
            yield return judged;
        }

        if (only.Length > 0) yield break;
        string[] left = [.. fixture.Reference.Keys.Where(key => !made.Contains(key))];
        if (left.Length > 0) yield return new() { Folder = folder.Name, Kind = Name, Name = "all outputs", Operation = folder.Label, Verdict = FixtureVerdict.Fail, Reason = $"No case made {left.Length} of the reference's outputs: {string.Join(", ", left)}." };
    }

    private protected abstract IEnumerable<NetworkCase> Cases(NetworkFixture fixture);

    private List<NetworkCase> Described(NetworkFixture fixture, FixtureFolder folder)
    {
        try
        {
            return [.. Cases(fixture)];
        }
        catch (Exception odd) when (odd is KeyNotFoundException or InvalidOperationException)
        {
            throw new FixtureException($"{folder.File("config.json")}: it does not describe a {Name} as its reference does. {odd.Message}", odd);
        }
    }

    private static FixtureCase Judged(FixtureCase judged, NetworkCase part, ReferenceRun reference)
    {
        try
        {
            TensorAgreement[] tensors = [.. part.Compute().Select(made => reference.Judge(made.Key, made.Key, made.Value))];
            return judged with { Tensors = tensors, Verdict = tensors.Length > 0 && tensors.All(t => t.Agrees) ? FixtureVerdict.Pass : FixtureVerdict.Fail, Reason = tensors.Length > 0 ? "" : "The case made nothing to compare." };
        }
        catch (Exception refused) when (refused is ShapeException or ArgumentException or NotSupportedException or InvalidOperationException or KeyNotFoundException or WeightsException or CheckpointException or JsonException)
        {
            return judged with { Reason = refused.Message };
        }
    }

    /// <summary>A list of whole numbers of config.json.</summary>
    private protected static int[] Whole(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];

    private protected static Tensor Single(float value) => Tensor.Scalar(value);
}
