using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Tests.Cells;

public sealed class PerturbationFeaturesTests : IDisposable
{
    private static readonly string[] s_genes = ["A", "B", "C", "D"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-features-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Genes_in_the_same_sets_with_the_same_targets_or_the_same_interactions_are_alike()
    {
        var sets = Write("sets.gmt", "one\tx\tA\tB\ntwo\tx\tA\tB\nthree\tx\tC\tD\n");
        EdgeOptions regulons = new(Write("edges.csv", "tf,target,mor\nA,X,1\nB,X,1\nC,X,-1\nC,D,1\n"), "tf", "target", "mor"), pairs = new(Write("pairs.csv", "a,b,score\nA,B,2\nA,C,-1\nB,D,1\nC,D,\n"), "a", "b", "score");

        foreach (var options in new VectorOptions[] { new() { GeneSets = [sets] }, new() { Regulons = regulons }, new() { GeneSets = [sets], Regulons = regulons } })
        {
            var features = PerturbationFeatures.Of(options, s_genes)!;
            Assert.True(Distance(features.Vectors["A"], features.Vectors["B"]) < 0.5 * Distance(features.Vectors["A"], features.Vectors["C"]));
        }

        Assert.Equal(2 * PerturbationFeatures.Of(new() { GeneSets = [sets], Components = 2 }, s_genes)!.Width, PerturbationFeatures.Of(new() { GeneSets = [sets], Interactions = pairs, Components = 2 }, s_genes)!.Width);
        Assert.Null(PerturbationFeatures.Of(new(), s_genes));
        Assert.Equal(["gene sets of sets.gmt", "interactions of pairs.csv"], PerturbationFeatures.Sources(new() { GeneSets = [sets], Interactions = pairs }));
    }

    [Theory]
    [InlineData("tf,target\nA,X\n", "tg", null, "Did you mean 'tf'?")]
    [InlineData("tf,target\nA,X\n", "tf", null, "has edges of 1 of the 4")]
    [InlineData("tf,target\nA,X,1\n", "tf", null, ":2: 3 fields where the header names 2")]
    [InlineData("tf,target,mor\nA,X,up\n", "tf", "mor", ":2: 'up' in column 'mor' is no number")]
    public void Tables_that_cannot_be_used_are_refused_with_their_line(string text, string from, string? weight, string said) =>
        Assert.Contains(said, Assert.Throws<TrainingException>(() => PerturbationFeatures.Of(new() { Regulons = new(Write("edges.csv", text), from, "target", weight) }, s_genes)).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return Path.Combine(_folder, name);
    }

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
