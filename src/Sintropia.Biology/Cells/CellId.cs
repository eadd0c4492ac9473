using System.Globalization;
using System.Runtime.CompilerServices;
using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Cells;

/// <summary>Who a cell is: 128 bits that say its whole ancestry. A daughter's identity is Philox of her mother's, keyed by which daughter she is; Philox can be undone, so a mother needs no memory.</summary>
/// <param name="High">The upper half.</param>
/// <param name="Low">The lower half.</param>
public readonly record struct CellId(ulong High, ulong Low) : IComparable<CellId>
{
    private const ulong FounderKey = 2; // 0 and 1 are the daughters'

    /// <summary>The identity of a founder: the same in every run, so that runs with other seeds or doses can be paired cell by cell.</summary>
    /// <param name="population">Which population it founds, 0 for the first of the scenario.</param>
    /// <param name="index">Which founder of that population, 0 for the first.</param>
    public static CellId Founder(uint population, ulong index) => From(Philox.Encrypt(new(population, index), FounderKey));

    /// <summary>The identity of a daughter.</summary>
    /// <param name="which">0 or 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellId Daughter(int which) => From(Philox.Encrypt(new(High, Low), (ulong)which));

    /// <summary>The mother of a cell that was born as this daughter.</summary>
    /// <param name="which">0 or 1.</param>
    public CellId Mother(int which) => From(Philox.Decrypt(new(High, Low), (ulong)which));

    /// <summary>Orders identities as unsigned numbers.</summary>
    public int CompareTo(CellId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns>False if the text is not 32 hexadecimal digits.</returns>
    public static bool TryParse(string text, out CellId id)
    {
        id = default;
        if (text.Length != 32
            || !ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)) return false;
        id = new(high, low);
        return true;
    }

    private static CellId From(Block block) => new(block.High, block.Low);
}
