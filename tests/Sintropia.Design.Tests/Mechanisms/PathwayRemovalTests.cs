using Sintropia.Biology.Expression;
using Sintropia.Design.Mechanisms;
using Sintropia.Predictors.Responses;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class PathwayRemovalTests
{
    private const int Genes = 60;

    [Fact]
    public void The_pathway_that_a_response_needs_is_missed_and_another_is_not()
    {
        var random = new Random(4);
        float[] cells = [.. Enumerable.Range(0, 20 * Genes).Select(_ => (float)(1 + 0.2 * random.NextDouble()))];
        var removed = new PathwayRemoval().Of(new Relay(), Treatment.Of("ligand", "control"), cells,
            [("receptors", [.. Enumerable.Range(0, 6).Select(g => $"G{g}")]), ("bystanders", [.. Enumerable.Range(20, 6).Select(g => $"G{g}")]), ("unknown", ["X"])]);

        Assert.Equal(["receptors", "bystanders"], removed.Select(r => r.Name));
        Assert.True(removed[0].Loss > 0.9 && removed[0].Q < 0.05, $"{removed[0]}");
        Assert.True(removed[1].Loss < 0.01 && removed[1].Q > 0.2, $"{removed[1]}");
    }

    [Fact]
    public void A_predictor_that_changes_nothing_or_refuses_is_told_of()
    {
        float[] cells = [.. Enumerable.Repeat(1f, Genes)];
        (string, IReadOnlyList<string>)[] sets = [("receptors", [.. Enumerable.Range(0, 6).Select(g => $"G{g}")])];

        Assert.Contains("changes nothing", Assert.Throws<DesignException>(() => new PathwayRemoval().Of(new Relay(), Treatment.Of("water", "control"), cells, sets)).Message, StringComparison.Ordinal);
        Assert.Contains("knows no 'stone'", Assert.Throws<DesignException>(() => new PathwayRemoval().Of(new Relay(), Treatment.Of("stone", "control"), cells, sets)).Message, StringComparison.Ordinal);
    }

    // The last twenty genes rise by the sum of the first six, if a ligand is there.
    private sealed class Relay : IPerturbationModel
    {
        public string Name => "relay";

        public IReadOnlyList<string> Genes { get; } = [.. Enumerable.Range(0, PathwayRemovalTests.Genes).Select(g => $"G{g}")];

        public SetPolicy Sets => SetPolicy.Rows;

        public string? Objection(Treatment treatment) => treatment.Name == "stone" ? "The relay knows no 'stone'." : null;

        public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
        {
            cells.CopyTo(settled);
            if (treatment.Name != "ligand") return;
            for (var i = 0; i < cells.Length; i += PathwayRemovalTests.Genes)
                for (var g = 40; g < 60; g++)
                    for (var r = 0; r < 6; r++)
                        settled[i + g] += cells[i + r];
        }
    }
}
