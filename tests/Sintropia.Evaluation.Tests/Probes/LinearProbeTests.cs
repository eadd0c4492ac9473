using Sintropia.Evaluation.Probes;

namespace Sintropia.Evaluation.Tests.Probes;

public sealed class LinearProbeTests
{
    [Fact]
    public void Labels_that_a_plane_divides_are_read_without_error()
    {
        var random = new Random(3);
        double[][] cells = [.. Enumerable.Range(0, 300).Select(i => new[] { i % 3 == 0 ? 4 + random.NextDouble() : random.NextDouble(), i % 3 == 1 ? 40 + 10 * random.NextDouble() : random.NextDouble(), 7.0 })];
        string[] labels = [.. Enumerable.Range(0, 300).Select(i => $"type {i % 3}")];

        var result = LinearProbe.Of(cells[..200], labels[..200], cells[200..], labels[200..]);

        Assert.Equal(new ProbeResult(1, 1, 0.33, 3), result with { MostFrequent = Math.Round(result.MostFrequent, 2) });
    }

    [Fact]
    public void An_embedding_without_information_is_no_better_than_the_most_frequent_label()
    {
        var random = new Random(4);
        double[][] cells = [.. Enumerable.Range(0, 400).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        string[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? "few" : "many")];

        var result = LinearProbe.Of(cells[..200], labels[..200], cells[200..], labels[200..]);

        Assert.Equal(0.75, result.MostFrequent);
        Assert.InRange(result.Accuracy, 0.7, 0.75);
        Assert.InRange(result.Balanced, 0.45, 0.55);
    }
}
