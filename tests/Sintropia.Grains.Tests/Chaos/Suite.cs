using System.Globalization;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>What is tried: a little in the normal suite; in the long one (SINTROPIA_LONG=1) as much as is asked for, by seeds that nobody chose; one round once more with SINTROPIA_SEED.</summary>
internal static class Suite
{
    private static readonly int First = Random.Shared.Next(1, 1_000_000);

    /// <summary>Seeds of tests that tamper with one thing.</summary>
    public static TheoryData<int> Seeds(int normally) => [.. Enumerable.Range(1, Number("SINTROPIA_LOSSES") ?? normally)];

    /// <summary>Seeds of rounds in which anything may happen.</summary>
    /// <param name="normally">How many in the normal suite, where they are always the same.</param>
    /// <param name="rather">How many in the long one.</param>
    public static TheoryData<int> Rounds(int normally, int rather) =>
        Number("SINTROPIA_SEED") is { } again ? [again] : Number("SINTROPIA_LONG") is > 0 ? [.. Enumerable.Range(First, rather)] : [.. Enumerable.Range(1, normally)];

    /// <summary>Chance of a round. Seeds side by side are scattered first: their first draws would be alike.</summary>
    public static Random Chance(int seed) => new(unchecked((int)(seed * 0x9E3779B1u)));

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
