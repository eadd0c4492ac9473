using System.Collections.Immutable;
using System.Globalization;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Chance;
using Sintropia.Data.Scores;

namespace Sintropia.Data.GroundTruth;

/// <summary>Makes perturbations up: knock-outs, knock-downs, activations and compounds take turns.</summary>
internal static class TruePerturbations
{
    private const int CompoundTargets = 4;

    public static ImmutableArray<TruePerturbation> Of(GroundTruthOptions options, RegulatoryProgramme programme)
    {
        var draws = new StreamDraws(options.Seed);
        int[] order = [.. Enumerable.Range(0, programme.Panel.Count).Where(g => programme.Amplitudes[g] == 0)
            .OrderBy(g => g >= programme.Regulators).ThenBy(g => draws.Uniform(DrawStream.PerturbationTargets, (ulong)g))]; // regulators go first: they have effects to find
        var all = ImmutableArray.CreateBuilder<TruePerturbation>();
        for (var i = 0; i < options.Perturbations; i++)
        {
            var kind = (PerturbationKind)(i % 4);
            all.Add(kind == PerturbationKind.Compound ? Compound(i, draws, programme) : OfGene(kind, order[i % order.Length], programme));
        }

        return all.ToImmutable();
    }

    private static TruePerturbation OfGene(PerturbationKind kind, int gene, RegulatoryProgramme programme)
    {
        var left = kind switch { PerturbationKind.KnockOut => 0.02, PerturbationKind.KnockDown => 0.2, _ => 6.0 };
        var mark = kind == PerturbationKind.Activation ? "+" : "";
        return new(programme.Panel.Names[gene] + mark, kind, [gene], [Elementary.Log(left)], 0, 1, null);
    }

    private static TruePerturbation Compound(int number, StreamDraws draws, RegulatoryProgramme programme)
    {
        var row = 1_000_000UL + (ulong)number;
        var targets = new SortedSet<int>();
        for (ulong i = 0; targets.Count < CompoundTargets; i++) targets.Add(draws.Below(programme.Regulators, DrawStream.PerturbationTargets, row, i));
        ImmutableArray<double> shifts = [.. targets.Select((_, i) =>
        {
            var (size, sign) = draws.Uniforms(DrawStream.PerturbationTargets, row, 1000 + (ulong)i);
            return (sign < 0.7 ? -1 : 1) * (0.7 + 1.3 * size);
        })];
        var (half, steep) = draws.Uniforms(DrawStream.PerturbationTargets, row, 2000);
        var arrest = (number / 4 % 3) switch { 1 => CyclePhase.G1, 2 => CyclePhase.G2M, _ => (CyclePhase?)null };
        var name = "compound-" + (number / 4 + 1).ToString("D3", CultureInfo.InvariantCulture);
        return new(name, PerturbationKind.Compound, [.. targets], shifts, Elementary.Pow(10, -1.5 + 2 * half), 1 + steep, arrest);
    }
}
