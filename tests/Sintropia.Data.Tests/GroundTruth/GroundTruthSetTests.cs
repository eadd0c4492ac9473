using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Data.Annotated;
using Sintropia.Data.Genes;
using Sintropia.Data.GroundTruth;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Scores;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Tests.GroundTruth;

public sealed class GroundTruthSetTests
{
    private static readonly GroundTruthOptions s_options = new() { Cells = 3000, Genes = 400, Perturbations = 8, CellTypes = 1, Batches = 1, Seed = 11 };
    private static readonly Lazy<(GroundTruthSet Set, AnnotatedMatrix Data)> s_made = new(() => (GroundTruthSet.Of(s_options), GroundTruthSet.Of(s_options).Count()));

    [Fact]
    public void A_seed_makes_the_same_bits_everywhere()
    {
        var counts = (SparseMatrix)GroundTruthSet.Of(new() { Cells = 70, Genes = 200, Perturbations = 5, Seed = 42 }).Count().X!;

        // Written down once; another machine, version or number of threads that gets another hash has changed the meaning of seeds.
        var hash = SHA256.HashData([.. MemoryMarshal.AsBytes(counts.RowStarts.AsSpan()), .. MemoryMarshal.AsBytes(counts.ColumnIndices.AsSpan()), .. MemoryMarshal.AsBytes(counts.Values.AsSpan())]);
        Assert.Equal("9663AEBCDF1084C3", Convert.ToHexString(hash)[..16]);
    }

    [Fact]
    public void The_first_cells_of_a_larger_data_set_are_those_of_a_smaller_one()
    {
        var few = GroundTruthSet.Of(new() { Cells = 70, Genes = 200, Perturbations = 5, Seed = 42 }).Count().X!;
        var many = GroundTruthSet.Of(new() { Cells = 230, Genes = 200, Perturbations = 5, Seed = 42 }).Count().X!;

        Assert.Equal(few.ToDense(), many.SelectRows([.. Enumerable.Range(0, 70)]).ToDense());
    }

    [Fact]
    public void Effects_found_among_cells_are_those_that_are_true()
    {
        var (set, data) = s_made.Value;
        var counts = data.X!;
        var sizes = ((NumberColumn)data.Obs["true_size"]).Values;
        var perturbation = (CategoryColumn)data.Obs["perturbation"];
        var control = Mean(Enumerable.Range(0, 3000).Where(c => perturbation.Text(c) == "control"));

        for (var p = 0; p < 3; p++) // a knock-out, a knock-down and an activation
        {
            var treated = Mean(Enumerable.Range(0, 3000).Where(c => perturbation.Text(c) == set.Perturbations[p].Name));
            var effect = set.Effect(p);
            var (found, truth) = (new List<double>(), new List<double>());
            for (var g = 0; g < 400; g++)
            {
                if (control[g] < 1 || Math.Abs(effect[g]) < 0.1) continue;
                found.Add(Math.Log(Math.Max(treated[g], 1e-3) / control[g]));
                truth.Add(effect[g]);
            }

            Assert.NotEmpty(truth);
            Assert.All(found.Zip(truth), pair => Assert.InRange(pair.First - pair.Second, -0.5 - 0.2 * Math.Abs(pair.Second), 0.5 + 0.2 * Math.Abs(pair.Second)));
        }

        double[] Mean(IEnumerable<int> cells)
        {
            var (sums, size, row) = (new double[400], 0.0, new float[400]);
            foreach (var cell in cells)
            {
                counts.CopyRow(cell, row);
                for (var g = 0; g < 400; g++) sums[g] += row[g];
                size += sizes[cell];
            }

            return Array.ConvertAll(sums, s => s / size);
        }
    }

    [Fact]
    public void Scoring_finds_the_phases_that_are_true()
    {
        // Scores need genes to compare to: of 400, of which 97 follow the cycle, hardly any are left.
        var set = GroundTruthSet.Of(new() { Cells = 1000, Genes = 1500, Perturbations = 8, Seed = 11 });
        var data = set.Count();
        var logs = LogTransform.Log1p(LibrarySizes.Normalise(data.X!, new() { Target = 10_000 }).Matrix);

        var scored = PhaseScoring.Score(logs, GenePanel.Of(data.Var)).Phases;

        var accuracy = PhaseAccuracy.Of(scored, [.. Enumerable.Range(0, 1000).Select(set.PhaseOf)]);
        Assert.True(accuracy.Share > 0.8, $"{accuracy.Share}");
    }

    [Fact]
    public void Counts_are_whole_and_the_truth_lies_beside_them()
    {
        var (set, data) = s_made.Value;

        data.Check();
        Assert.Equal(ValueKind.Counts, CountsCheck.Of(data.X!).Kind);
        Assert.Equal(set.Programme.Edges.Length, ((TableAnnotation)data.Uns.Find("ground_truth/network")!).Table.Rows);
        Assert.Equal(8, ((TableAnnotation)data.Uns.Find("ground_truth/perturbations")!).Table.Rows);
        Assert.Equal(Enumerable.Range(0, 3000).Select(c => set.PhaseOf(c).ToString()), Enumerable.Range(0, 3000).Select(c => data.Obs["true_phase"].Text(c)));
        Assert.Equal(set.Effect(2)[7], ((MatrixAnnotation)data.Varm["true_effects"]).Matrix[7, 2], 1e-6);
        Assert.All(Enumerable.Range(0, 3000), c => Assert.Equal(data.Obs["perturbation"].Text(c) == "control", ((BooleanColumn)data.Obs["control"]).Values[c]));
    }

    [Fact]
    public void Growing_cultures_have_more_young_cells_than_old()
    {
        var positions = ((NumberColumn)s_made.Value.Data.Obs["true_cycle_position"]).Values;

        // The first half of the cycle holds 2(1 − 2^(−½)) = 0.586 of the cells, but for those that compounds hold back.
        Assert.InRange(positions.Count(p => p < 0.5) / 3000.0, 0.5, 0.66);
        Assert.All(positions, p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Weak_doses_do_little_and_strong_ones_all()
    {
        var (set, _) = s_made.Value;
        var compound = set.Perturbations.IndexOf(set.Perturbations.First(p => p.Kind == PerturbationKind.Compound));
        var target = set.Perturbations[compound].Targets[0];

        Assert.True(Math.Abs(set.Effect(compound, dose: 0.001)[target]) < Math.Abs(set.Effect(compound, dose: 10)[target]));
        Assert.Equal(0.5, set.Perturbations[compound].Strength(set.Perturbations[compound].HalfMaximum), 1e-12);
    }

    [Fact]
    public void One_cell_without_perturbations_is_a_data_set()
    {
        var data = GroundTruthSet.Of(new() { Cells = 1, Genes = 150, Perturbations = 0 }).Count();

        Assert.Equal((1, 150), (data.X!.Rows, data.X.Columns));
        Assert.Equal("control", data.Obs["perturbation"].Text(0));
    }

    [Fact]
    public void Molecules_add_up_to_what_is_asked_for()
    {
        var data = GroundTruthSet.Of(new() { Cells = 400, Genes = 300, MoleculesPerCell = 5000, Perturbations = 0, CellTypes = 1, Seed = 3 }).Count();

        Assert.InRange(data.X!.RowSums().Average(), 4000, 6500);
    }

    [Fact]
    public void What_cannot_be_made_is_refused_with_what_can()
    {
        Assert.Contains("There cannot be 0 cells; give at least 1", Refused(new() { Cells = 0 }));
        Assert.Contains("cannot be controls", Refused(new() { ControlShare = double.NaN }));
        Assert.Contains("cannot be counted", Refused(new() { MoleculesPerCell = -1 }));
        Assert.Contains("cannot each hit another", Refused(new() { Genes = 150, Perturbations = 151 }));

        static string Refused(GroundTruthOptions options) => Assert.Throws<ArgumentException>(() => GroundTruthSet.Of(options)).Message;
    }
}
