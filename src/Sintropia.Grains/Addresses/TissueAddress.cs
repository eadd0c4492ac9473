using System.Globalization;
using Sintropia.Biology.Cells;

namespace Sintropia.Grains.Addresses;

/// <summary>Which tissue of which organism.</summary>
/// <param name="Organism">The organism.</param>
/// <param name="Number">Position of the tissue in the plan.</param>
[GenerateSerializer, Immutable, Alias("tissue-address")]
public readonly record struct TissueAddress([property: Id(0)] OrganismAddress Organism, [property: Id(1)] int Number)
{
    /// <summary>The key of the tissue's grain.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Organism.Key}/{Number}");

    /// <summary>The key of one of its blocks of cells.</summary>
    public string Block(int number) => string.Create(CultureInfo.InvariantCulture, $"{Key}/{number}");

    /// <summary>The key of one of its cells.</summary>
    public string Cell(CellId id) => $"{Key}/{id}";

    /// <summary>Reads a key, of the tissue or of anything in it.</summary>
    public static TissueAddress Of(string key) => new(OrganismAddress.Of(key), int.Parse(key.Split('/')[3], CultureInfo.InvariantCulture));

    /// <summary>The number of a block, from its key.</summary>
    public static int BlockOf(string key) => int.Parse(key.AsSpan(key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}
