using Sintropia.Biology.Cells;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Checkpoints;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Circulation;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Checkpoints;

public sealed class NicheBlobTests
{
    private static readonly Dictionary<string, OrganismPlan> Plan = new()
    {
        ["dosed"] = SameBitsTests.Dosed(Plans.Culture(Plans.Rich, 24, 150)),
        ["hierarchical"] = SameBitsTests.Hierarchical(24),
        ["circulating"] = Patients.Treated(24),
        ["listening"] = SameBitsTests.Dosed(Plans.Culture(Plans.Rich, 24, 150)).Listening(),
        ["irradiated and crowded"] = Plans.Culture(Plans.Rich, 24, 150) with
        {
            Tissues = [new("culture", "dish", [new(0, 150)], new Crowding(300, 2))],
            Interventions = [new Irradiation(2, new(5, Every: 4), Target.Organism), new Irradiation(3, new(6), new(Fraction: 0.4))],
        },
    };

    public static TheoryData<string> Names => [.. Plan.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_resumed_at_any_tick_ends_as_if_it_had_never_stopped(string name)
    {
        var plan = Plan[name];
        var expected = plan.Live(nicheSize: 64).Observe();
        var running = Organism.Found(plan, new() { Threads = 1, NicheSize = 64 }, plan.Predictor());
        while (!running.IsComplete)
        {
            var (state, blobs) = Saved(running);
            var resumed = Resumed(plan, state, blobs, running.Ticks % 2 == 0 ? 16 : 4096);
            Assert.Equal(running.Observe().Fingerprint, resumed.Observe().Fingerprint);
            if (running.Ticks % 5 == 0)
            {
                var record = resumed.LiveUntil(24).Observe();
                Assert.Equal(expected.Fingerprint, record.Fingerprint);
                Assert.Equal(expected.Tissues[0].Events, record.Tissues[0].Events);
                Assert.Equal(expected.Tissues[0].Cells, record.Tissues[0].Cells);
            }

            running.Advance();
        }
    }

    [Fact]
    public void Levels_of_the_last_tick_are_kept()
    {
        var organism = Plan["dosed"].Live(16);
        var (state, blobs) = Saved(organism);

        Assert.Equal(organism.Observe().Tissues[0].Levels, Resumed(organism.Plan, state, blobs, 64).Observe().Tissues[0].Levels);
    }

    [Fact]
    public void An_empty_niche_is_a_niche()
    {
        var organism = (Plans.Culture(Plans.Cooper, 10, 100) with { Tissues = [new("culture", "dish", [])] }).Live();
        var (state, blobs) = Saved(organism);

        Assert.Equal(0, Resumed(organism.Plan, state, blobs, 64).Cells);
    }

    [Fact]
    public void Bytes_that_are_no_niche_are_refused()
    {
        Assert.Contains("dish-0 is no niche of a checkpoint.", Refused(blob => [.. "PK"u8, .. blob[2..]]));
        Assert.Contains("dish-0 is no niche of a checkpoint.", Refused(_ => []));
        Assert.Contains("dish-0 is no niche of a checkpoint.", Refused(blob => blob[..15]));
    }

    [Fact]
    public void A_torn_niche_is_refused_at_any_length()
    {
        for (var missing = 1; missing < 300; missing += 13) Assert.Contains("it is torn. Resume from another checkpoint.", Refused(blob => blob[..^missing]));
        Assert.Contains("it is torn", Refused(blob => [.. blob, 0]));
    }

    [Fact]
    public void A_count_that_is_not_that_of_the_cells_is_refused_whatever_bit_of_it_flipped()
    {
        for (var bit = 0; bit < 64; bit++)
        {
            Assert.Contains("it is torn", Refused(blob =>
            {
                blob[8 + bit / 8] ^= (byte)(1 << (bit % 8));
                return blob;
            }));
        }
    }

    [Fact]
    public void Another_layout_is_refused_with_the_version_that_reads_it() => Assert.Contains(
        "dish-0 was written in layout 7, and this version reads 1. Resume it with the version that wrote it.",
        Refused(blob =>
        {
            blob[4] = 7;
            return blob;
        }));

    [Fact]
    public void Cells_that_the_scenario_has_not_are_refused()
    {
        const int type = 72; // offset of the type in a row, behind the header of 16 bytes
        Assert.Contains("holds a cell of type 9, subset 0, which this scenario has not.", Refused(blob =>
        {
            blob[16 + type] = 9;
            return blob;
        }));
        Assert.Contains("holds a cell of type 0, subset 32, which this scenario has not.", Refused(blob =>
        {
            blob[16 + type + 1] = 32;
            return blob;
        }));
    }

    [Fact]
    public void A_state_of_another_organism_is_refused()
    {
        var (state, blobs) = Saved(Plans.Culture(Plans.Cooper, 10, 50).Live(5));
        var plan = Plans.Culture(Plans.Cooper, 10, 50);
        foreach (var other in new[] { plan with { Tissues = [new("culture", "flask", [])] }, plan with { CellTypes = [Plans.Cooper, Plans.Rich] },
            plan with { Agents = [Plans.Drug()] } })
            Assert.Contains("The checkpoint is of another organism: its tissues are dish", Assert.Throws<InvalidDataException>(() => Resumed(other, state, blobs, 64)).Message);
    }

    [Fact]
    public void A_torn_niche_with_expression_is_refused_at_any_length()
    {
        var plan = Plans.Culture(Plans.Cooper, 10, 50).Listening(dimensions: 7);
        var organism = plan.Live(5);
        var whole = Saved(organism).Blobs[0][0];
        Assert.Equal(16 + organism.Cells * (80 + 16 + 3 * 7 * 4 + 16), whole.Length);
        for (var missing = 1; missing < whole.Length - 16; missing += 97) Assert.Contains("it is torn. Resume from another checkpoint.", Refused(blob => blob[..^missing], plan));
    }

    [Fact]
    public void Another_expression_than_the_scenarios_is_refused()
    {
        var plain = Plans.Culture(Plans.Cooper, 10, 50);
        Assert.Contains("dish-0 holds cells with 7 dimensions of expression, and this scenario has 0.", Refused(blob => blob, plain.Listening(dimensions: 7), plain));
        Assert.Contains("dish-0 holds cells with 0 dimensions of expression, and this scenario has 7.", Refused(blob => blob, plain, plain.Listening(dimensions: 7)));
        Assert.Contains("dish-0 holds cells with 7 dimensions of expression, and this scenario has 8.", Refused(blob => blob, plain.Listening(dimensions: 7), plain.Listening(dimensions: 8)));
    }

    private static string Refused(Func<byte[], byte[]> spoil, OrganismPlan? saved = null, OrganismPlan? resumed = null)
    {
        saved ??= Plans.Culture(Plans.Cooper, 10, 50);
        var (state, blobs) = Saved(saved.Live(5));
        return Assert.Throws<InvalidDataException>(() => Resumed(resumed ?? saved, state, [[spoil(blobs[0][0])]], 64)).Message;
    }

    private static (OrganismState State, byte[][][] Blobs) Saved(Organism organism) => (organism.Save(), [.. organism.Tissues.Select(t => t.Niches.Select(niche =>
    {
        using var stream = new MemoryStream();
        NicheBlob.Write(niche, stream);
        Assert.Equal(stream.ToArray(), NicheBlob.Of(niche));
        return stream.ToArray();
    }).ToArray())]);

    private static Organism Resumed(OrganismPlan plan, OrganismState state, byte[][][] blobs, int nicheSize) => Organism.Restore(
        plan, new() { Threads = 2, NicheSize = nicheSize }, state,
        (i, life, tissue) => [.. blobs[i].Select((blob, k) => NicheBlob.Read(blob, $"dish-{k}", life, tissue.Surroundings, keepLineage: false))],
        plan.Predictor());
}
