using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Sequences;
using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Tests.Sequences;

public sealed class SequenceBankTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-banks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_and_tensors_are_the_same_bank_and_a_variant_is_a_difference()
    {
        File.WriteAllText(In("bank.tsv"), "TP53:ref\t1\t2\t3\nTP53:R175H\t1\t2.5\t1\n");
        var text = SequenceBank.Read(In("bank.tsv"));
        text.Save(In("bank.safetensors"));
        var tensors = SequenceBank.Read(In("bank.safetensors"));

        Assert.Equal(text.Names.Order(StringComparer.Ordinal), tensors.Names.Order(StringComparer.Ordinal));
        Assert.Equal([0, 0.5f, -2], tensors.Effect("TP53:ref", "TP53:R175H"));
        Assert.Equal(text.Embed("TP53:ref"), tensors.ToPerturbations("control").Of("TP53:ref").ToArray());
        var unknown = Assert.Throws<UnknownPerturbationException>(() => text.Embed("TP53:R175")).Message;
        Assert.Contains("The nearest: TP53:R175H", unknown);
    }

    [Fact]
    public void Scales_come_from_the_sequences_of_training_alone()
    {
        var bank = SequenceBank.Of("memory", [("a", [0, 1]), ("b", [2, 1]), ("test", [10, 5])], new Dictionary<string, string>());
        var scaled = bank.Standardised(["a", "b"]);

        Assert.Equal([-1, 0], scaled.Embed("a"));
        Assert.Equal([9, 0], scaled.Embed("test")); // the second dimension does not vary in training
        Assert.Throws<ArgumentException>(() => bank.Standardised(["a"]));
    }

    [Fact]
    public void Files_that_make_no_bank_say_why_and_where_vectors_come_from_is_kept()
    {
        SafetensorsWriter.Write(In("evo.safetensors"), [WeightTensor.Of<float>("x", new float[] { 1 }, 1)], new Dictionary<string, string> { ["model"] = "evo-1-8k-base", ["licence"] = "Apache-2.0" });
        var bank = SequenceBank.Read(In("evo.safetensors"));

        Assert.Equal("evo-1-8k-base", bank.Origin["model"]);
        Assert.Contains("(evo-1-8k-base)", Assert.Throws<UnknownPerturbationException>(() => bank.Embed("y")).Message);
        File.WriteAllText(In("bank.tsv"), "a\t1\t2\nb\t1\n");
        Assert.Contains("'b' has 1 numbers and 'a' has 2", Assert.Throws<PerturbationFileException>(() => SequenceBank.Read(In("bank.tsv"))).Message);
        File.WriteAllText(In("bank.tsv"), "");
        Assert.Contains("holds no vectors", Assert.Throws<PerturbationFileException>(() => SequenceBank.Read(In("bank.tsv"))).Message);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
