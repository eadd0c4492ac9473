using Sintropia.Predictors.Perturbations;
using Sintropia.Tensors;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Perturbations;

public sealed class PerturbationVectorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-vectors-").FullName;
    private readonly PerturbationVectors _table = PerturbationVectors.From(["KLF1", "GATA1", "SPI1"], Tensor.From([3, 2], [1, 2, 10, 20, 100, 200]), "ctrl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_hot_vectors_have_their_one_at_the_place_of_the_name() =>
        Assert.Equal([0, 1, 0, 1, 0, 0], PerturbationVectors.OneHot(["ctrl", "A", "B"], "ctrl").Of("A", "ctrl").ToArray());

    [Theory]
    [InlineData("GATA1", 10, 20)]
    [InlineData("KLF1+SPI1", 101, 202)]
    [InlineData("SPI1+ctrl", 100, 200)]
    [InlineData("ctrl", 0, 0)]
    public void Combinations_add_up_and_the_control_adds_nothing(string name, float first, float second)
    {
        Assert.Equal([first, second], _table.Of(name).ToArray());
        Assert.True(_table.Knows(name));
    }

    [Fact]
    public void A_perturbation_that_is_not_there_is_an_error_that_names_the_nearest()
    {
        var unknown = Assert.Throws<UnknownPerturbationException>(() => _table.Of("KLF1+GATA2"));

        Assert.Equal("GATA2", unknown.Name);
        Assert.Contains("'GATA2' of 'KLF1+GATA2'", unknown.Message);
        Assert.Contains("The nearest of the 3 that there are: GATA1", unknown.Message);
        Assert.False(_table.Knows("KLF1+GATA2"));
    }

    [Fact]
    public void Vectors_come_from_text_and_from_safetensors()
    {
        File.WriteAllText(In("v.tsv"), "A\t1\t-2.5\nB\t3\t4e-1\n\n");
        SafetensorsWriter.Write(In("v.safetensors"), [WeightTensor.Of<float>("A", new[] { 1, -2.5f }, 2), WeightTensor.Of<float>("B", new[] { 3, 0.4f }, 2)]);

        foreach (var file in new[] { "v.tsv", "v.safetensors" })
        {
            var vectors = PerturbationVectors.Read(In(file), "ctrl");
            Assert.Equal(["A", "B"], vectors.Names);
            Assert.Equal([3, 0.4f, 1, -2.5f], vectors.Of("B", "A").ToArray());
        }
    }

    [Theory]
    [InlineData("gene,x,y\nA,1,2", "line 1: 'x' is no finite number")]
    [InlineData("A,1\nB,1,2", "'B' has 2 numbers and 'A' has 1")]
    [InlineData("A,1\nA,2", "'A' comes twice")]
    [InlineData("A", "line 1: 'A' is not a name and its numbers")]
    [InlineData("A,nan", "'nan' is no finite number")]
    [InlineData("", "it holds no vectors")]
    public void A_file_that_is_not_understood_is_refused_with_its_line(string text, string complaint)
    {
        File.WriteAllText(In("bad.csv"), text);

        Assert.Contains(complaint, Assert.Throws<PerturbationFileException>(() => PerturbationVectors.Read(In("bad.csv"), "ctrl")).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains("gone.csv", Assert.Throws<PerturbationFileException>(() => PerturbationVectors.Read(In("gone.csv"), "ctrl")).Message);

    private string In(string name) => Path.Combine(_folder, name);
}
