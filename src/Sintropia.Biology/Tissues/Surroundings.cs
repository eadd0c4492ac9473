using System.Runtime.CompilerServices;

namespace Sintropia.Biology.Tissues;

/// <summary>All microenvironments of a tissue, by cell type and by the set of fractional interventions that reached a cell.</summary>
/// <param name="types">Number of cell types of the scenario, at most 255.</param>
public sealed class Surroundings(int types)
{
    private const int Subsets = 256;
    private const int MostGroups = 3640; // two slots for each of nine phases of each group are numbered by 16 bits
    private readonly short[] _groups = Filled(types * Subsets);
    private Microenvironment[] _microenvironments = [];
    private readonly List<(byte Type, byte Subset)> _keys = [];

    /// <summary>How many groups there are.</summary>
    public int Count => _microenvironments.Length;

    /// <summary>Type and subset of a group.</summary>
    public (byte Type, byte Subset) Key(int group) => _keys[group];

    /// <summary>The microenvironment of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Microenvironment Of(int group) => _microenvironments[group];

    /// <summary>The group of cells of a type and subset; −1 if there is none yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Group(byte type, byte subset) => _groups[type * Subsets + subset];

    /// <summary>Adds a group.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">The group exists, or there are too many.</exception>
    public int Add(byte type, byte subset, Microenvironment microenvironment)
    {
        ref var group = ref _groups[type * Subsets + subset];
        if (group >= 0) throw new InvalidOperationException($"Cells of type {type} and subset {subset} have a microenvironment already. Ask for their group first.");
        if (_microenvironments.Length == MostGroups)
            throw new InvalidOperationException($"Cell types and fractional interventions combine to more than {MostGroups} groups of cells in one tissue. Use fewer interventions with a fraction, or fewer cell types.");
        group = (short)_microenvironments.Length;
        _microenvironments = [.. _microenvironments, microenvironment];
        _keys.Add((type, subset));
        return group;
    }

    /// <summary>All microenvironments as they are now; what happens to these later does not reach the copy.</summary>
    public Surroundings Copy()
    {
        var copy = new Surroundings(types) { _microenvironments = [.. _microenvironments.Select(m => m.Copy())] };
        _groups.CopyTo(copy._groups, 0);
        copy._keys.AddRange(_keys);
        return copy;
    }

    private static short[] Filled(int length)
    {
        var groups = new short[length];
        Array.Fill(groups, (short)-1);
        return groups;
    }
}
