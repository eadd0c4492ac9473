using System.Collections.Immutable;
using Sintropia.Predictors.Trained;

namespace Sintropia.Predictors.Gem;

/// <summary>A trained GEM model, as it comes out of a file.</summary>
/// <param name="Name">Of the model.</param>
/// <param name="Licence">Of its weights.</param>
/// <param name="TrainedOn">The data, in a sentence.</param>
/// <param name="Genes">Of all modalities together, in the order of the union.</param>
/// <param name="Network">It.</param>
/// <param name="Vocabulary">What it can be told.</param>
public sealed record GemModel(string Name, string Licence, string TrainedOn, ImmutableArray<string> Genes, GemNetwork Network, GemVocabulary Vocabulary)
{
    /// <summary>Names of the ways of measuring that it knows.</summary>
    public IEnumerable<string> Modalities => Network.Options.Modalities.Select(m => m.Name);

    /// <summary>Genes of a modality, in its order.</summary>
    /// <param name="modality">The modality.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public ImmutableArray<string> GenesOf(string modality)
    {
        var places = Network.Options.Modality(modality).Places;
        return places.IsEmpty ? Genes : [.. places.Select(place => Genes[place])];
    }

    /// <summary>The four tasks in a modality.</summary>
    /// <param name="modality">The modality.</param>
    public GemPredictor In(string modality) => new(Network, Vocabulary, modality, GenesOf(modality));

    /// <summary>The modality of a sample that says none, or says one that the model does not know.</summary>
    /// <param name="said">What the sample says; empty for nothing.</param>
    /// <exception cref="ModelFileException">The model knows several, and the sample says none of them.</exception>
    public string ModalityOf(string said) => Modalities.Contains(said) ? said : Network.Options.Modalities is [var only] ? only.Name
        : throw new ModelFileException($"A sample's modality is '{said}', and {Name} knows {string.Join(", ", Modalities)}. Say which in the field modality.");
}
