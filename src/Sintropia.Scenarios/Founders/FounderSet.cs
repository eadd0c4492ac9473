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

    /// <summary>What cells of each type express on average in each phase, and how they differ beyond that. Populations of one type are taken together.</summary>
    /// <param name="types">Name of the type of each population.</param>
    /// <returns>Programmes by type; the standard deviation in each dimension.</returns>
    public (IReadOnlyList<PhaseProgramme> Programmes, double[] Spread) Programmes(IReadOnlyList<string> types)
    {
        var programmes = types.Distinct().Select(type => PhaseProgramme.Of(type, MeasuredCells.Together([.. Populations.Where((_, i) => types[i] == type).Select(p => p.Cells)]))).ToArray();
        return (programmes, PhaseProgramme.Spread([.. Populations.Select((p, i) => (p.Cells, programmes.First(m => m.CellType == types[i])))]));
    }
}
