using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Expression;

public sealed class CellExpressionTests
{
    private const int Families = 20_000;
    private static readonly CellType[] Types = [new() { Name = "a", Cycle = null }, new() { Name = "b", Cycle = null }];

    [Fact]
    public void Founders_differ_by_the_given_spread_in_each_dimension()
    {
        var law = Law(new() { Predictor = "p", Dimensions = 3, HalfLives = [6], ResidualSpread = [0.5, 0, 2] });
        var residuals = Enumerable.Range(0, Families).Select(i => Founded(law, i)).ToArray();

        foreach (var (k, spread) in new[] { (0, 0.5), (1, 0), (2, 2) })
        {
            double[] values = [.. residuals.Select(r => (double)r[k])];
            Assert.Equal(0, values.Average(), 4 * spread / Math.Sqrt(Families));
            Assert.Equal(spread * spread, Sample.Variance(values), 4 * spread * spread * Math.Sqrt(2.0 / Families));
        }

        Assert.Equal(0, Sample.Correlation([.. residuals.Select(r => ((double)r[0], (double)r[2]))]), 4 / Math.Sqrt(Families));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void Daughters_resemble_their_mother_as_given_and_are_as_spread_as_she_was(double inheritance)
    {
        var law = Law(new() { Predictor = "p", Dimensions = 1, HalfLives = [6], ResidualSpread = [1], Inheritance = inheritance });
        var families = Enumerable.Range(0, Families).Select(i =>
        {
            var mother = Founded(law, i);
            float[] first = [.. mother], second = new float[1];
            law.Divide(Id(i), first, second);
            return (Mother: (double)mother[0], First: (double)first[0], Second: (double)second[0]);
        }).ToArray();

        const double tolerance = 0.03; // 4/√n
        Assert.Equal(inheritance, Sample.Correlation([.. families.Select(f => (f.Mother, f.First))]), tolerance);
        Assert.Equal(inheritance, Sample.Correlation([.. families.Select(f => (f.Mother, f.Second))]), tolerance);
        Assert.Equal(2 * inheritance * inheritance - 1, Sample.Correlation([.. families.Select(f => (f.First, f.Second))]), tolerance);
        Assert.Equal(1, Sample.Variance([.. families.Select(f => f.First)]), 4 * Math.Sqrt(2.0 / Families));
        // What one gained the other lacks.
        Assert.All(families, f => Assert.Equal(2 * inheritance * f.Mother, f.First + f.Second, 1e-6));
    }

    [Fact]
    public void Noise_of_partition_differs_between_dimensions_and_mothers()
    {
        var law = Law(new() { Predictor = "p", Dimensions = 7, HalfLives = [6], ResidualSpread = [1], Inheritance = 0 });
        var seen = new HashSet<float>();
        for (var i = 0; i < 50; i++)
        {
            float[] first = new float[7], second = new float[7];
            law.Divide(Id(i), first, second);
            Assert.All(first, x => Assert.True(seen.Add(x)));
            Assert.Equal(first, second.Select(x => -x));
        }
    }

    [Fact]
    public void A_cell_alone_founds_and_divides_as_spans_do()
    {
        var law = Law(Plan(5));
        var cell = new Cell { Id = Id(3), Type = 1, Phase = Phase.S };
        var mother = law.Founder(in cell);
        Assert.Equal(Founded(law, 3), mother.Residual);
        Assert.Equal(Unperturbed(law, 1, Phase.S, mother.Residual), mother.Present);
        Assert.Equal(mother.Present, mother.Settled);
        Assert.Equal(LastAsk.Never, mother.Asked);

        float[] first = [.. mother.Residual], second = new float[5], present = [.. mother.Present];
        law.Divide(cell.Id, first, second);
        mother.Asked = new(1, 2, 3);
        var sister = law.Divide(cell.Id, mother);
        Assert.Equal((first, second), (mother.Residual, sister.Residual), SameBits.Instance);
        Assert.Equal((present, present), (mother.Present, sister.Present), SameBits.Instance);
        Assert.Equal((LastAsk.Never, LastAsk.Never), (mother.Asked, sister.Asked));
    }

    [Fact]
    public void Unperturbed_a_cell_is_its_residual_and_the_programme_of_its_type_and_phase()
    {
        foreach (var dimensions in new[] { 1, 15, 16, 33, 257 })
        {
            float[] means = [.. Enumerable.Range(0, Phases.Count * dimensions).Select(i => i * 0.25f)];
            var law = Law(Plan(dimensions) with { Programmes = [new("b", means)] });
            float[] residual = [.. Enumerable.Range(0, dimensions).Select(k => 0.1f * k)];

            foreach (var phase in Phases.All)
                Assert.Equal(residual.Zip(means.Skip((int)phase * dimensions), (r, m) => r + m), Unperturbed(law, 1, phase, residual));
            Assert.Equal(residual, Unperturbed(law, 0, Phase.S, residual)); // a type without a programme
        }
    }

    [Fact]
    public void A_predictor_is_asked_when_phase_or_exposure_changed_and_after_so_many_ticks_and_never_about_the_dead()
    {
        var law = Law(Plan(2) with { AskEvery = 5 });
        var last = new LastAsk(Key: 77, Tick: 10, Phase: (int)Phase.G1);

        Assert.True(law.IsDue(LastAsk.Never, Phase.G1, 77, 0));
        Assert.False(law.IsDue(last, Phase.G1, 77, 11));
        Assert.False(law.IsDue(last, Phase.G1, 77, 14));
        Assert.True(law.IsDue(last, Phase.G1, 77, 15));
        Assert.True(law.IsDue(last, Phase.S, 77, 11));
        Assert.True(law.IsDue(last, Phase.G1, 78, 11));
        Assert.True(law.IsDue(last, Phase.Senescent, 77, 11));
        Assert.False(law.IsDue(last, Phase.Apoptotic, 78, 99));
        Assert.False(law.IsDue(LastAsk.Never, Phase.Necrotic, 78, 99));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(17)]
    public void A_fingerprint_covers_every_number_and_whose_they_are(int dimensions)
    {
        var state = new ExpressedState(dimensions) { Asked = new(1, 2, 3) };
        UInt128 Of(CellId id) => CellExpression.Fingerprint(id, state.Residual, state.Present, state.Settled, state.Asked);
        var seen = new HashSet<UInt128> { Of(new(1, 2)), Of(new(2, 1)) };
        foreach (var column in new[] { state.Residual, state.Present, state.Settled })
            for (var k = 0; k < dimensions; k++)
            {
                column[k] = 1e-20f;
                Assert.True(seen.Add(Of(new(1, 2))));
                column[k] = 0;
            }

        foreach (var asked in new LastAsk[] { new(0, 2, 3), new(1, 3, 3), new(1, 2, 4), LastAsk.Never })
        {
            state.Asked = asked;
            Assert.True(seen.Add(Of(new(1, 2))));
        }
    }

    [Fact]
    public void An_answer_that_is_no_state_is_found_wherever_it_stands()
    {
        var law = Law(Plan(5));
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            for (var at = 0; at < 65; at++)
            {
                var answer = new float[65];
                answer[at] = bad;
                Assert.Equal(at, law.FirstFlaw(answer, 13));
            }

        Assert.Equal(-1, law.FirstFlaw([.. Enumerable.Repeat(-3e38f, 65)], 13));
        Assert.Contains($"p answered NaN in dimension 2 for cell {Id(1)}, which is no state.", law.Complaint([0, 0, 0, 0, 0, 0, 0, float.NaN], 7, Id(1)).Message);
        Assert.Contains("asked about 2 cells in 5 dimensions, and 9 numbers were given", Assert.Throws<ArgumentException>(() => law.FirstFlaw(new float[9], 2)).Message);
    }

    [Fact]
    public void Relaxing_takes_ticks_of_any_length_one_after_the_other()
    {
        var law = Law(Plan(1) with { HalfLives = [2] });
        float[] state = [64];
        foreach (var (hours, left) in new[] { (2.0, 32f), (4, 8), (2, 4), (4, 1) })
        {
            law.Relax(state, [0], hours);
            Assert.Equal(left, state[0]);
        }
    }

    private static ExpressionPlan Plan(int dimensions) => new() { Predictor = "p", Dimensions = dimensions, HalfLives = [6], ResidualSpread = [1] };

    private static CellExpression Law(ExpressionPlan plan) => new(plan, Types, new(5));

    private static CellId Id(int number) => CellId.Founder(0, (ulong)number);

    private static float[] Founded(CellExpression law, int number)
    {
        var residual = new float[law.Dimensions];
        law.Found(Id(number), residual);
        return residual;
    }

    private static float[] Unperturbed(CellExpression law, byte type, Phase phase, float[] residual)
    {
        var unperturbed = new float[law.Dimensions];
        law.Unperturbed(type, phase, residual, unperturbed);
        return unperturbed;
    }

    private sealed class SameBits : IEqualityComparer<(float[], float[])>
    {
        public static SameBits Instance { get; } = new();

        public bool Equals((float[], float[]) x, (float[], float[]) y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2);

        public int GetHashCode((float[], float[]) both) => both.Item1.Length;
    }
}
