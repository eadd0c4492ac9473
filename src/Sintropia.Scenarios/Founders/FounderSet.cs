using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sintropia.Biology.Expression;

namespace Sintropia.Scenarios.Founders;

/// <summary>All measured founders of a scenario, in one panel of genes.</summary>
/// <param name="Genes">The panel: names of the dimensions of a state.</param>
/// <param name="Populations">The populations that asked for measured cells, in the order of the scenario.</param>
public sealed record FounderSet(IReadOnlyList<string> Genes, IReadOnlyList<FounderPopulation> Populations)
{
    /// <summary>Hash of everything that a run depends on: genes, states and phases; 64 hexadecimal digits.</summary>
    public string Sha256
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Genes)));
            foreach (var cells in Populations.Select(p => p.Cells))
                for (var i = 0; i < cells.Count; i++)
                {
                    hash.AppendData(MemoryMarshal.AsBytes(cells.State(i)));
                    hash.AppendData([(byte)cells.Stage(i), (byte)((int)cells.Stage(i) >> 8)]);
                }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The same founders with what sets each apart, given what cells of their types express on average in each phase. Populations of one type are taken together.</summary>
    /// <param name="types">Name of the type of each population.</param>
    /// <returns>The founders; means by type and phase; what cells of one type and phase differ by for good: the standard deviation in each dimension.</returns>
    public (FounderSet Founders, IReadOnlyList<PhaseProgramme> Programmes, double[] Spread) Resolve(IReadOnlyList<string> types)
    {
        var programmes = types.Distinct().Select(type => PhaseProgramme.Of(type, MeasuredCells.Together([.. Populations.Where((_, i) => types[i] == type).Select(p => p.Cells)]))).ToArray();
        var spread = PhaseProgramme.Spread([.. Populations.Select((p, i) => (p.Cells, programmes.First(m => m.CellType == types[i])))]);
        var resolved = this with { Populations = [.. Populations.Select((p, i) => p with { Cells = p.Cells.Beyond(programmes.First(m => m.CellType == types[i]), spread) })] };
        return (resolved, programmes, MeasuredCells.Spread([.. resolved.Populations.Select(p => p.Cells)]));
    }
}
