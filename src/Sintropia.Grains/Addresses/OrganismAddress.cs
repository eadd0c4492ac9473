using System.Globalization;

namespace Sintropia.Grains.Addresses;

/// <summary>Which organism of which run, since when: the beginning of the keys of all grains that it is made of.</summary>
/// <param name="Run">The run.</param>
/// <param name="Epoch">Counts how often the run's organisms were founded or brought back: grains of an earlier epoch can never be taken for those of a later one.</param>
/// <param name="Part">The part of the run.</param>
[GenerateSerializer, Immutable, Alias("organism-address")]
public readonly record struct OrganismAddress([property: Id(0)] string Run, [property: Id(1)] long Epoch, [property: Id(2)] int Part)
{
    /// <summary>The key of the organism's grain.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Run}/{Epoch}/{Part}");

    /// <summary>The key of an organ's grain.</summary>
    public string Organ(string name) => $"{Key}/organ/{name}";

    /// <summary>The address of a tissue.</summary>
    public TissueAddress Tissue(int number) => new(this, number);

    /// <summary>Reads a key, of the organism or of anything in it.</summary>
    public static OrganismAddress Of(string key)
    {
        var parts = key.Split('/');
        return new(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
