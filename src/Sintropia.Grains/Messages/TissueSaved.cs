namespace Sintropia.Grains.Messages;

/// <summary>A tissue in a checkpoint.</summary>
/// <param name="Number">Position of the tissue in the plan.</param>
/// <param name="State">Its state, as JSON.</param>
/// <param name="Niches">Its niches.</param>
[GenerateSerializer, Immutable, Alias("tissue-saved")]
public sealed record TissueSaved([property: Id(0)] int Number, [property: Id(1)] byte[] State, [property: Id(2)] BlockSaved[] Niches);
