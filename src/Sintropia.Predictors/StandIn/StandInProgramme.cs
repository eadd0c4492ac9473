using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;

namespace Sintropia.Predictors.StandIn;

/// <summary>A phase programme without any meaning: what cells of a type express in each phase on average, drawn once and for ever by the type's name.</summary>
public static class StandInProgramme
{
    private const ulong Seed = 0x5354414E44494E32; // "STANDIN2"

    /// <summary>The programme of a type: uniform from −1 to 1 in each dimension, for each phase of a living cell.</summary>
    /// <param name="cellType">Its name.</param>
    /// <param name="dimensions">Dimensions of a state.</param>
    public static PhaseProgramme Of(string cellType, int dimensions)
    {
        var place = 14695981039346656037UL; // FNV-1a
        foreach (var letter in cellType) place = (place ^ letter) * 1099511628211UL;
        var means = new float[Phases.Count * dimensions];
        for (var i = 0; i < (int)Phase.Apoptotic * dimensions; i++)
        {
            var word = (uint)Philox.Encrypt(new(place, (ulong)i), Seed).Low;
            means[i] = (float)((word + 0.5) * (2.0 / 4294967296) - 1);
        }

        return new(cellType, means);
    }
}
